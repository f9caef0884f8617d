package dev.pgreview.lock;

import dev.pgreview.schema.PostgresVersion;
import dev.pgreview.schema.RelationName;
import dev.pgreview.schema.TableStatistics;
import java.util.List;
import java.util.Map;

/**
 * What an analysis starts from.
 *
 * @param base deployed migrations, parsed, in the order in which they ran
 * @param changed migrations of the change, parsed, in the order in which they will run
 * @param statistics sizes in production
 * @param assumption for tables of the base that statistics do not name
 */
public record ChangeInput(
    PostgresVersion version,
    List<ChangeAnalysis.AnalyzedFile> base,
    List<ChangeAnalysis.AnalyzedFile> changed,
    Map<RelationName, TableStatistics> statistics,
    TableStatistics assumption) {
  public ChangeInput {
    base = List.copyOf(base);
    changed = List.copyOf(changed);
    statistics = Map.copyOf(statistics);
  }
}
