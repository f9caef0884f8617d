/** Slash commands in comments: which there are, and reading them out of a comment's text. */
@NullMarked
package dev.pgreview.command;

import org.jspecify.annotations.NullMarked;
