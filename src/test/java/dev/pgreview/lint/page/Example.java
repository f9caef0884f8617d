package dev.pgreview.lint.page;

import dev.pgreview.lint.RuleDescription;
import dev.pgreview.migration.TransactionMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * A block of SQL of a page. Comments at its start say how to read it: {@code -- postgres: 14..17},
 * {@code -- also: other-rule} (what else is reported), {@code -- fails: 23502} (the server refuses
 * it), {@code -- differs: reason} (why a likely prediction is not what servers show), {@code --
 * tool: goose}; {@code -- file: V3__x.sql (no transaction)} starts a file.
 *
 * @param name for messages, {@code unsafe 1}
 * @param also ids of other rules that report something
 * @param fails SQLSTATE with which the server refuses it
 * @param differs why likely predictions of it differ from what is observed
 * @param rows whether the tables have rows when it runs
 */
record Example(
    String name,
    String sql,
    int oldest,
    int newest,
    Set<String> also,
    Optional<String> fails,
    Optional<String> differs,
    String tool,
    List<File> files,
    boolean rows) {
  /** SQLSTATEs of rows that break a constraint. */
  private static final String INTEGRITY_CONSTRAINT_VIOLATION = "23";

  private static final Pattern FILE =
      Pattern.compile("^-- file: (\\S+?)( \\(no transaction\\))?$", Pattern.MULTILINE);

  /** A migration of an example. */
  record File(String path, String sql, TransactionMode mode) {}

  static Example parse(String name, String sql) {
    String majors = directive(sql, "postgres").orElse("14..18");
    int oldest = Integer.parseInt(majors.substring(0, 2));
    int newest = Integer.parseInt(majors.substring(majors.length() - 2));
    Set<String> also = new TreeSet<>();
    directive(sql, "also").ifPresent(ids -> also.addAll(List.of(ids.split(",\\s*"))));
    return new Example(
        name,
        sql,
        oldest,
        newest,
        also,
        directive(sql, "fails"),
        directive(sql, "differs"),
        directive(sql, "tool").orElse("flyway"),
        files(sql),
        true);
  }

  /** What fails because of the rows that are there: the same where there are none. */
  Optional<Example> withoutRows() {
    return fails
        .filter(state -> state.startsWith(INTEGRITY_CONSTRAINT_VIOLATION))
        .map(
            state ->
                new Example(
                    name + " without rows",
                    sql,
                    oldest,
                    newest,
                    also,
                    Optional.empty(),
                    differs,
                    tool,
                    files,
                    false));
  }

  /** Whether it is meant for the major, and its rule too. */
  boolean runsOn(RuleDescription rule, int major) {
    int first = Integer.parseInt(rule.postgres().substring(0, 2));
    int last = Integer.parseInt(rule.postgres().substring(4));
    return Math.max(first, oldest) <= major && major <= Math.min(last, newest);
  }

  IntStream majors() {
    return IntStream.rangeClosed(oldest, newest);
  }

  static Optional<String> directive(String sql, String key) {
    Matcher matcher = Pattern.compile("^-- " + key + ": (.+)$", Pattern.MULTILINE).matcher(sql);
    return matcher.find() ? Optional.of(matcher.group(1).strip()) : Optional.empty();
  }

  private static List<File> files(String sql) {
    List<File> files = new ArrayList<>();
    Matcher marker = FILE.matcher(sql);
    if (!marker.find()) {
      return List.of(new File("V2__change.sql", sql, TransactionMode.WRAPPED));
    }
    int start = marker.start();
    String path = marker.group(1);
    boolean wrapped = marker.group(2) == null;
    while (marker.find()) {
      files.add(file(path, sql.substring(start, marker.start()), wrapped));
      start = marker.start();
      path = marker.group(1);
      wrapped = marker.group(2) == null;
    }
    files.add(file(path, sql.substring(start), wrapped));
    return files;
  }

  private static File file(String path, String sql, boolean wrapped) {
    return new File(path, sql, wrapped ? TransactionMode.WRAPPED : TransactionMode.AUTOCOMMIT);
  }
}
