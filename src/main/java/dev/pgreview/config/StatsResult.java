package dev.pgreview.config;

import dev.pgreview.schema.RelationName;
import dev.pgreview.schema.TableStatistics;
import java.util.List;
import java.util.Map;

/** What the text of a stats file says. */
public sealed interface StatsResult {
  record Valid(Map<RelationName, TableStatistics> statistics) implements StatsResult {
    public Valid {
      statistics = Map.copyOf(statistics);
    }
  }

  /**
   * @param problems at least one, by place
   */
  record Invalid(List<ConfigProblem> problems) implements StatsResult {
    public Invalid {
      problems = List.copyOf(problems);
    }
  }
}
