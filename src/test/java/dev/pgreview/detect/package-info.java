@NullMarked
package dev.pgreview.detect;

import org.jspecify.annotations.NullMarked;
