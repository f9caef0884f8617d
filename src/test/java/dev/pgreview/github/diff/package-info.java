/** Tests of diffs: git itself says what is right. */
@NullMarked
package dev.pgreview.github.diff;

import org.jspecify.annotations.NullMarked;
