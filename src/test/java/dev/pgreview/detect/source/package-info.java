@NullMarked
package dev.pgreview.detect.source;

import org.jspecify.annotations.NullMarked;
