package dev.pgreview.lock;

import dev.pgreview.lock.ChangeAnalysis.AnalyzedFile;
import dev.pgreview.schema.Catalog;
import dev.pgreview.schema.CatalogReplay;
import dev.pgreview.schema.Origin;
import dev.pgreview.schema.ParsedSection;
import dev.pgreview.schema.SqlStatement;
import dev.pgreview.schema.TableStatistics;

/**
 * Walks the deployed migrations and then the change, statement by statement, and says of each
 * changed statement what is known before it runs.
 */
public final class ChangeAnalyzer {
  private ChangeAnalyzer() {}

  public static ChangeAnalysis analyze(ChangeInput input) {
    Catalog base = replay(input);
    Catalog sized = CatalogReplay.withStatistics(base, name -> statistics(input, name));
    ChangeWalk walk = new ChangeWalk(sized, name -> statistics(input, name));
    input.changed().forEach(walk::walk);
    return new ChangeAnalysis(
        input.version(), sized, walk.catalog(), input.changed(), walk.statements());
  }

  private static TableStatistics statistics(
      ChangeInput input, dev.pgreview.schema.RelationName name) {
    TableStatistics known = input.statistics().get(name);
    return known != null ? known : input.assumption();
  }

  /** Deployed statements ran, in transactions as their tool sends them. */
  private static Catalog replay(ChangeInput input) {
    SessionWalk walk = new SessionWalk(Catalog.empty(input.version()));
    for (AnalyzedFile file : input.base()) {
      for (ParsedSection section : file.sections()) {
        boolean block = ChangeWalk.opensBlock(section);
        if (block && !walk.inBlock()) {
          walk.begin();
        }
        for (SqlStatement statement : section.statements()) {
          walk.apply(statement.change(), Origin.base());
        }
        if (block && walk.inBlock()) {
          walk.commit();
        }
      }
      walk.endOfFile();
    }
    return walk.catalog();
  }
}
