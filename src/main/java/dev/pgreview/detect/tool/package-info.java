/** One detector per migration tool: its names, order, annotations and transactions. */
@NullMarked
package dev.pgreview.detect.tool;

import org.jspecify.annotations.NullMarked;
