/**
 * Everything that talks to GitHub: the App and its installations, what a pull request changes,
 * check runs, comments. Begin at {@link dev.pgreview.github.GitHubApp}.
 */
@NullMarked
package dev.pgreview.github;

import org.jspecify.annotations.NullMarked;
