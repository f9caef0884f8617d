package dev.pgreview.lint;

import dev.pgreview.lock.SqlError;
import dev.pgreview.migration.SourceFile;
import dev.pgreview.migration.TextRange;

/**
 * A query of the application that can be prepared before the change and not after it.
 *
 * @param range in the file's text
 * @param error PostgreSQL's, after the change
 */
public record BrokenQuery(SourceFile file, TextRange range, SqlError error) {}
