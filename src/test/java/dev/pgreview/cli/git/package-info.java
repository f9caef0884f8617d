@NullMarked
package dev.pgreview.cli.git;

import org.jspecify.annotations.NullMarked;
