/** Rules over analysed statements, and suppressions. */
@NullMarked
package dev.pgreview.lint;

import org.jspecify.annotations.NullMarked;
