/** Tests of what talks to GitHub, on a double that GitHub's own description holds honest. */
@NullMarked
package dev.pgreview.github;

import org.jspecify.annotations.NullMarked;
