/** The command line: arguments, files, git, standard streams and exit codes. */
@NullMarked
package dev.pgreview.cli;

import org.jspecify.annotations.NullMarked;
