/** Disposable PostgreSQL servers and the lock tracer. Only here: JDBC and processes. */
@NullMarked
package dev.pgreview.dryrun;

import org.jspecify.annotations.NullMarked;
