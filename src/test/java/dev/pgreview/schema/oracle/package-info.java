/** Asks real PostgreSQL servers whether the known schema is theirs. */
@NullMarked
package dev.pgreview.schema.oracle;

import org.jspecify.annotations.NullMarked;
