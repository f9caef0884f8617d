/** Which locks, rewrites and scans a statement causes, predicted from the catalog. */
@NullMarked
package dev.pgreview.lock;

import org.jspecify.annotations.NullMarked;
