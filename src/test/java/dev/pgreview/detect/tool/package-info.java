@NullMarked
package dev.pgreview.detect.tool;

import org.jspecify.annotations.NullMarked;
