/** The service's store: a PostgreSQL database, its migrations and what is kept in it. */
@NullMarked
package dev.pgreview.persistence;

import org.jspecify.annotations.NullMarked;
