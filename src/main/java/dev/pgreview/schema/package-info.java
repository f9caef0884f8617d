/** What a statement does to a database, and the catalog of what is known so far. */
@NullMarked
package dev.pgreview.schema;

import org.jspecify.annotations.NullMarked;
