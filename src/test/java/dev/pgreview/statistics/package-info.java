@NullMarked
package dev.pgreview.statistics;

import org.jspecify.annotations.NullMarked;
