/** One class per rule, and the list of them. Rules never call rules. */
@NullMarked
package dev.pgreview.lint.rule;

import org.jspecify.annotations.NullMarked;
