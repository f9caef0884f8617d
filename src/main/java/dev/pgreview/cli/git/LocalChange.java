package dev.pgreview.cli.git;

import dev.pgreview.detect.MigrationChange;
import dev.pgreview.detect.source.SourceTree;

/**
 * The change of a local folder.
 *
 * @param base which state was taken as deployed, a sentence without a full stop
 * @param change what is deployed and what is new
 * @param files all files of the checkout as they are now, for plans and queries
 */
public record LocalChange(String base, MigrationChange change, SourceTree files) {}
