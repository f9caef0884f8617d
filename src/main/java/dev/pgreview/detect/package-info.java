/**
 * Which files are migrations, of which tool and in which order, and which of them the change
 * brings. Works on what is handed in.
 */
@NullMarked
package dev.pgreview.detect;

import org.jspecify.annotations.NullMarked;
