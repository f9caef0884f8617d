/**
 * A stateful double of GitHub, held against GitHub's own OpenAPI description, for the tests of
 * everything that talks to GitHub. Begin at {@link dev.pgreview.github.testing.GitHubDouble}.
 */
@NullMarked
package dev.pgreview.github.testing;

import org.jspecify.annotations.NullMarked;
