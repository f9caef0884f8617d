/** PostgreSQL's own grammar: text to statements to schema changes. Only here: the parsers. */
@NullMarked
package dev.pgreview.sql;

import org.jspecify.annotations.NullMarked;
