@NullMarked
package dev.pgreview.action;

import org.jspecify.annotations.NullMarked;
