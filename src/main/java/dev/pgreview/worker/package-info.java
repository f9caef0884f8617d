/** The jobs: from an event to a check run, comments and answers. */
@NullMarked
package dev.pgreview.worker;

import org.jspecify.annotations.NullMarked;
