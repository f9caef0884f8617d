package dev.pgreview.detect.tool;

import dev.pgreview.detect.source.SourceTree;
import dev.pgreview.migration.DetectionNotice;
import dev.pgreview.migration.DetectionNotice.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Migrations written in a programming language: named, because only rendered SQL is reviewed. */
public final class CodeMigrations {
  private static final Map<Pattern, String> FORMS = new LinkedHashMap<>();

  static {
    FORMS.put(Pattern.compile("(.*/)?[VRUB][0-9_.]*__\\w+\\.(java|kt|groovy|scala)"), "Flyway");
    FORMS.put(Pattern.compile("(.*/)?\\d+_[^/]+\\.(up|down)\\.fizz"), "pop");
    FORMS.put(Pattern.compile("(.*/)?db/migrate/\\d+_\\w+\\.rb"), "Rails");
    FORMS.put(Pattern.compile("(.*/)?priv/\\w*repo\\w*/migrations/\\d+_\\w+\\.exs"), "Ecto");
    FORMS.put(Pattern.compile("(.*/)?migrations/\\d{4}_\\w+\\.py"), "Django");
    FORMS.put(Pattern.compile("(.*/)?(alembic|migrations)/versions/\\w+\\.py"), "Alembic");
    FORMS.put(
        Pattern.compile("(.*/)?migrations?/(.*/)?\\d[\\dT-]*[-_.][^/]+\\.(ts|js|mjs|cjs|mts|cts)"),
        "the JavaScript migration tool");
    FORMS.put(Pattern.compile("(.*/)?migrations?/(.*/)?\\d+_[^/]+(?<!_test)\\.go"), "goose");
  }

  private static final Pattern CHANGELOG =
      Pattern.compile("(?i)(.*/)?([^/]*change-?log[^/]*|change-?logs?/[^/]+)\\.(xml|ya?ml|json)");
  private static final Pattern CHANGESET =
      Pattern.compile("databaseChangeLog[\\s\\S]*?(<changeSet\\b|\\bchangeSet\"?\\s*:)");

  private CodeMigrations() {}

  /** A notice for each file that looks like one. */
  public static List<DetectionNotice> notices(SourceTree tree, Predicate<String> wanted) {
    List<DetectionNotice> notices = new ArrayList<>();
    for (String path : tree.filesUnder("")) {
      // Most files of a repository are code; the patterns are for the few that may be migrations.
      if (CHANGELOG.matcher(path).matches() && wanted.test(path)) {
        changelog(path, tree).ifPresent(notices::add);
      }
      boolean likely = path.contains("migrat") || path.contains("__") || path.contains("versions/");
      if (!likely || !wanted.test(path)) {
        continue;
      }
      FORMS.entrySet().stream()
          .filter(form -> form.getKey().matcher(path).matches())
          .findFirst()
          .ifPresent(
              form ->
                  notices.add(
                      DetectionNotice.of(
                          Kind.CODE_MIGRATION,
                          path,
                          "A migration of "
                              + form.getValue()
                              + " in code is not reviewed: rendered SQL is needed.")));
    }
    return notices;
  }

  private static Optional<DetectionNotice> changelog(String path, SourceTree tree) {
    return tree.text(path)
        .filter(text -> CHANGESET.matcher(text).find())
        .map(
            _ ->
                DetectionNotice.of(
                    Kind.CODE_MIGRATION,
                    path,
                    "Changesets of Liquibase in this changelog are not written in SQL and are not"
                        + " reviewed: rendered SQL is needed (liquibase update-sql)."));
  }
}
