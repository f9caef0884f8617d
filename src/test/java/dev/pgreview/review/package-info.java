/** Reviews from request to report. */
@NullMarked
package dev.pgreview.review;

import org.jspecify.annotations.NullMarked;
