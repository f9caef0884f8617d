package dev.pgreview.lock;

import dev.pgreview.migration.Migration;
import dev.pgreview.schema.Catalog;
import dev.pgreview.schema.ParsedSection;
import dev.pgreview.schema.PostgresVersion;
import java.util.List;

/**
 * The whole change, analysed.
 *
 * @param base the catalog that the deployed migrations leave
 * @param after the catalog that the change leaves
 * @param files changed migrations in the order in which they run
 * @param statements of all files, in that order; statements inside routine bodies that run follow
 *     the statement that runs them
 */
public record ChangeAnalysis(
    PostgresVersion version,
    Catalog base,
    Catalog after,
    List<AnalyzedFile> files,
    List<AnalyzedStatement> statements) {
  public ChangeAnalysis {
    files = List.copyOf(files);
    statements = List.copyOf(statements);
  }

  /** A changed migration with its parsed sections. */
  public record AnalyzedFile(Migration migration, List<ParsedSection> sections) {
    public AnalyzedFile {
      sections = List.copyOf(sections);
    }
  }
}
