package dev.pgreview.lock.measure;

import dev.pgreview.lock.LockAnalyzer;
import dev.pgreview.lock.LockPrediction;
import dev.pgreview.lock.SessionSettings;
import dev.pgreview.migration.SqlSection;
import dev.pgreview.migration.TransactionMode;
import dev.pgreview.schema.Catalog;
import dev.pgreview.schema.CatalogReplay;
import dev.pgreview.schema.Origin;
import dev.pgreview.schema.ParsedSection;
import dev.pgreview.schema.PostgresVersion;
import dev.pgreview.schema.SchemaChange;
import dev.pgreview.schema.SessionChange;
import dev.pgreview.schema.SqlStatement;
import dev.pgreview.sql.SqlParser;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Predicts the cases of a set-up. */
public final class Predictor {
  private final SqlParser parser = new SqlParser();
  private final Catalog base;
  private final boolean outside;

  public Predictor(Corpus corpus, int major) {
    outside = corpus.outside();
    Catalog catalog = Catalog.empty(new PostgresVersion(major));
    for (SqlStatement statement : parse(corpus.setUp())) {
      catalog = CatalogReplay.apply(catalog, statement.change(), Origin.base());
    }
    base = catalog;
  }

  private List<SqlStatement> parse(String sql) {
    ParsedSection parsed = parser.parse(SqlSection.verbatim(sql, 0, TransactionMode.AUTOCOMMIT));
    if (!parsed.problems().isEmpty()) {
      throw new IllegalArgumentException(parsed.problems() + " in " + sql);
    }
    return parsed.statements();
  }

  /** The prediction for the last statement of a case. */
  public LockPrediction predict(Corpus.Case statements) {
    Catalog catalog = base;
    Map<String, String> settings = new HashMap<>();
    settings.put("timezone", "UTC");
    for (int i = 0; ; i++) {
      int transaction = outside ? i + 1 : 1;
      SchemaChange change = parse(statements.statements().get(i)).getFirst().change();
      catalog = CatalogReplay.assume(catalog, change);
      if (i == statements.statements().size() - 1) {
        SessionSettings session = new SessionSettings(settings, Set.of());
        return LockAnalyzer.analyze(change, catalog, session, transaction);
      }
      if (change instanceof SessionChange.SetVariable set && set.value() != null) {
        settings.put(set.name(), set.value());
        if (set.name().equals("search_path")) {
          catalog = CatalogReplay.withSearchPath(catalog, List.of(set.value().split(", ")));
        }
      }
      catalog = CatalogReplay.apply(catalog, change, new Origin.Change(transaction, i));
    }
  }
}
