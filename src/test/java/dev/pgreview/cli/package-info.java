@NullMarked
package dev.pgreview.cli;

import org.jspecify.annotations.NullMarked;
