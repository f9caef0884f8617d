/** One review from request to report. The dry run is a port; the time is told. */
@NullMarked
package dev.pgreview.review;

import org.jspecify.annotations.NullMarked;
