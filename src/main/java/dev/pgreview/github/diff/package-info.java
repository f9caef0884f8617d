/** What differs between two commits, and which lines of it GitHub lets one comment on. */
@NullMarked
package dev.pgreview.github.diff;

import org.jspecify.annotations.NullMarked;
