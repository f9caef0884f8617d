/** What a migration is: files, the tool that runs them, and places in them. Records only. */
@NullMarked
package dev.pgreview.migration;

import org.jspecify.annotations.NullMarked;
