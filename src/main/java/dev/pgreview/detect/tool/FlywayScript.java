package dev.pgreview.detect.tool;

import dev.pgreview.detect.source.Documents;
import dev.pgreview.detect.source.FlatSettings;
import dev.pgreview.detect.source.RepositoryPath;
import dev.pgreview.detect.source.SectionText;
import dev.pgreview.detect.source.StatementScanner;
import dev.pgreview.migration.DetectionNotice.Kind;
import dev.pgreview.migration.LineIndex;
import dev.pgreview.migration.TransactionMode;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One of Flyway's SQL scripts: placeholders, and whether it runs in a transaction. Flyway decides
 * that by the script's configuration file, else by its statements: if one of a fixed list cannot,
 * the whole script runs outside, and is refused when there are others beside it and {@code mixed}
 * is not set (org.flywaydb.core.internal.sqlscript.ParserSqlScript and
 * org.flywaydb.database.postgresql.PostgreSQLParser).
 */
final class FlywayScript {
  private final String path;
  private final String text;
  private final FlywaySettings settings;
  private final boolean configured;
  private final Reading reading;
  private final FlatSettings own;

  /**
   * A script.
   *
   * @param configured whether the settings come from a file of the repository
   */
  FlywayScript(
      String path, String text, FlywaySettings settings, boolean configured, Reading reading) {
    this.path = path;
    this.text = text;
    this.settings = settings;
    this.configured = configured;
    this.reading = reading;
    this.own =
        FlatSettings.of(Documents.properties(reading.tree().text(path + ".conf").orElse("")));
  }

  ScriptSections sections() {
    SectionText section = new SectionText(text, 0);
    boolean replaced =
        own.flag("placeholderReplacement").orElse(settings.placeholders().replaced());
    boolean any = replaced && text.contains(settings.placeholders().prefix());
    Regions.Replacement replacement = any ? placeholders() : Regions.NONE;
    replacement.copy(section, text, 0, text.length());
    own.value("shouldExecute")
        .ifPresent(
            expression ->
                reading.notice(
                    Kind.CONDITIONAL,
                    path,
                    1,
                    "Flyway runs it only if shouldExecute="
                        + expression
                        + "; it is reviewed as if"
                        + " it ran."));
    return new ScriptSections(List.of(section.section(mode(section.sql()))), Optional.empty());
  }

  private TransactionMode mode(String sql) {
    Optional<Boolean> asked = own.flag("executeInTransaction");
    if (asked.isPresent()) {
      return asked.get() ? TransactionMode.WRAPPED : TransactionMode.AUTOCOMMIT;
    }
    TransactionMode mode =
        reading.mode(
            settings.executeInTransaction() ? TransactionMode.WRAPPED : TransactionMode.AUTOCOMMIT);
    List<List<String>> statements = StatementScanner.words(sql);
    long outside = statements.stream().filter(FlywayScript::runsOutside).count();
    if (outside == 0 || mode == TransactionMode.AUTOCOMMIT) {
      return mode;
    }
    noteOutside(outside < statements.size(), statements);
    return TransactionMode.AUTOCOMMIT;
  }

  /** The statements that Flyway's PostgreSQLParser holds for impossible in a transaction. */
  private static boolean runsOutside(List<String> words) {
    return switch (word(words, 0)) {
      case "VACUUM" -> true;
      case "DISCARD" -> word(words, 1).equals("ALL");
      case "ALTER" -> word(words, 1).equals("SYSTEM");
      case "REINDEX" ->
          Set.of("SCHEMA", "DATABASE", "SYSTEM")
              .contains(word(words, word(words, 1).equals("VERBOSE") ? 2 : 1));
      case "CREATE", "DROP" -> {
        int index = word(words, 1).equals("UNIQUE") ? 2 : 1;
        yield Set.of("DATABASE", "TABLESPACE", "SUBSCRIPTION").contains(word(words, 1))
            || (word(words, index).equals("INDEX")
                && word(words, index + 1).equals("CONCURRENTLY"));
      }
      default -> false;
    };
  }

  private static String word(List<String> words, int index) {
    return index < words.size() ? words.get(index) : "";
  }

  private void noteOutside(boolean others, List<List<String>> statements) {
    if (others && !settings.mixed()) {
      reading.notice(
          Kind.REFUSED,
          path,
          1,
          "Flyway refuses the script: it has statements that cannot run in a transaction beside"
              + " others. Put them into a script of their own, or add "
              + RepositoryPath.name(path)
              + ".conf with executeInTransaction=false.");
    }
    boolean concurrent = statements.stream().anyMatch(words -> words.contains("CONCURRENTLY"));
    if (configured && concurrent && settings.transactionalLock().orElse(true)) {
      reading.notice(
          Kind.TRANSACTION,
          path,
          1,
          "Flyway holds its lock in an open transaction, for which CREATE INDEX CONCURRENTLY waits"
              + " without end: set flyway.postgresql.transactional.lock=false.");
    }
  }

  private Regions.Replacement placeholders() {
    FlywaySettings.Placeholders configuredOnes = settings.placeholders();
    Map<String, String> values = new HashMap<>();
    configuredOnes.values().forEach((name, value) -> values.put(lower(name), value));
    reading.placeholders().forEach((name, value) -> values.put(lower(name), value));
    Pattern pattern =
        Pattern.compile(
            Pattern.quote(configuredOnes.prefix())
                + "([^\\n]*?)"
                + Pattern.quote(configuredOnes.suffix()));
    LineIndex lines = new LineIndex(text);
    return Regions.replacing(pattern, matcher -> value(matcher, values, lines));
  }

  private String value(Matcher placeholder, Map<String, String> values, LineIndex lines) {
    String name = placeholder.group(1);
    String value = values.get(lower(name));
    if (value != null) {
      return value;
    }
    Optional<String> standIn = standIn(name);
    int line = lines.line(placeholder.start());
    if (standIn.isPresent()) {
      reading.notice(
          Kind.STAND_IN_PLACEHOLDER,
          path,
          line,
          "Flyway fills in "
              + placeholder.group()
              + " when it runs; it is reviewed as '"
              + standIn.get()
              + "'.");
    } else {
      reading.notice(
          Kind.UNRESOLVED_PLACEHOLDER,
          path,
          line,
          "The placeholder "
              + placeholder.group()
              + " has no value here: set it under"
              + " placeholders in .pgreview.yml.");
    }
    return standIn.orElse(placeholder.group());
  }

  /** Flyway's documentation, "Default placeholders". */
  private Optional<String> standIn(String name) {
    return switch (lower(name)) {
      case "flyway:defaultschema" -> Optional.of(settings.placeholders().schema());
      case "flyway:user", "flyway:database" -> Optional.of("postgres");
      case "flyway:timestamp" -> Optional.of("2000-01-01 00:00:00");
      case "flyway:filename" -> Optional.of(RepositoryPath.name(path));
      case "flyway:workingdirectory" -> Optional.of("/");
      case "flyway:table" -> Optional.of("flyway_schema_history");
      case "flyway:environment" -> Optional.of("default");
      default -> Optional.empty();
    };
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
