/** Real PostgreSQL servers for everybody's tests. */
@NullMarked
package dev.pgreview.dryrun.testing;

import org.jspecify.annotations.NullMarked;
