/** Asks real PostgreSQL servers what statements lock, rewrite and scan. */
@NullMarked
package dev.pgreview.lock.measure;

import org.jspecify.annotations.NullMarked;
