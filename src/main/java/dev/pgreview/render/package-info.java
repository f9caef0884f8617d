/** A report as text: console, JSON, Markdown, SARIF and others. */
@NullMarked
package dev.pgreview.render;

import org.jspecify.annotations.NullMarked;
