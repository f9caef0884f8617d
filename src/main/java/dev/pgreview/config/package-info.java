/** The configuration, read from the text of .pgreview.yml. No file, no network. */
@NullMarked
package dev.pgreview.config;

import org.jspecify.annotations.NullMarked;
