/** The structure of the code, checked against its map. */
@NullMarked
package dev.pgreview.architecture;

import org.jspecify.annotations.NullMarked;
