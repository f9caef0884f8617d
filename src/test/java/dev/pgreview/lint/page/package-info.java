/** The pages of the rules, and the tests that keep them true. */
@NullMarked
package dev.pgreview.lint.page;

import org.jspecify.annotations.NullMarked;
