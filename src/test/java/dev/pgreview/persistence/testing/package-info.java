/** Databases for tests of the store. */
@NullMarked
package dev.pgreview.persistence.testing;

import org.jspecify.annotations.NullMarked;
