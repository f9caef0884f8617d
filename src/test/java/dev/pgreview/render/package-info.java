@NullMarked
package dev.pgreview.render;

import org.jspecify.annotations.NullMarked;
