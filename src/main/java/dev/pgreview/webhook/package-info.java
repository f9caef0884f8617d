/** The door for GitHub's events: signature, size, delivery and jobs; never a review. */
@NullMarked
package dev.pgreview.webhook;

import org.jspecify.annotations.NullMarked;
