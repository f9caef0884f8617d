/** Sizes and write rates of a database's tables, read in a read-only session. */
@NullMarked
package dev.pgreview.statistics;

import org.jspecify.annotations.NullMarked;
