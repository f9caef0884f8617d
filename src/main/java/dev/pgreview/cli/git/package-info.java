/** A local folder as git sees it: what counts as deployed and what is new. */
@NullMarked
package dev.pgreview.cli.git;

import org.jspecify.annotations.NullMarked;
