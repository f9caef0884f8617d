package dev.pgreview.plan;

import dev.pgreview.schema.Constraint;
import dev.pgreview.schema.Index;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many rows a condition lets through at most, where its text says so: constants for all columns
 * of a key, a range of a whole-numbered key, or a sub-select with LIMIT for a key. Everything else
 * may let all rows through.
 */
final class KeyCondition {
  private static final String COLUMN = "(?:[\\w\"]+\\.){0,2}(\"[^\"]+\"|\\w+)";
  private static final String CONSTANT =
      "(?:-?[0-9][0-9.]*+|\\$[0-9]+|(?:[A-Za-z]+ )?'(?:[^']|'')*+'|true|false)(?:::[\\w. \\[\\]\"]+)?";
  private static final Pattern EQUAL =
      Pattern.compile(COLUMN + "\\s*=\\s*" + CONSTANT, Pattern.CASE_INSENSITIVE);
  private static final Pattern LIST =
      Pattern.compile(
          COLUMN + "\\s+in\\s*\\(\\s*(" + CONSTANT + "(?:\\s*,\\s*" + CONSTANT + ")*+)\\s*\\)",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern ARRAY =
      Pattern.compile(
          COLUMN + "\\s*=\\s*any\\s*\\(\\s*(?:array\\s*\\[([^()]*)]|'\\{([^{}']*)}')[^()]*\\)",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern LIMITED =
      Pattern.compile(
          COLUMN
              + "\\s*(?:in|=\\s*any)\\s*\\(.*\\b(?:limit|fetch\\s+(?:first|next))\\s+([0-9]{1,18})\\b[^()]*\\)+",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  private static final Pattern BETWEEN =
      Pattern.compile(
          COLUMN + "\\s+between\\s+([0-9]{1,18})\\s+and\\s+([0-9]{1,18})",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern BOUND =
      Pattern.compile(COLUMN + "\\s*(<=|<|>=|>)\\s*([0-9]{1,18})", Pattern.CASE_INSENSITIVE);

  /** Longer conditions are taken to let all rows through. */
  private static final int LONGEST = 20_000;

  private final Map<String, Long> values = new HashMap<>();
  private final Map<String, Long> lower = new HashMap<>();
  private final Map<String, Long> upper = new HashMap<>();

  private KeyCondition(String condition) {
    Conjuncts.of(condition).forEach(this::read);
  }

  /**
   * Empty when nothing bounds the number of rows.
   *
   * @param keys sets of columns that have no two rows with the same values
   */
  static OptionalLong mostRows(String condition, List<Set<String>> keys) {
    if (condition.length() > LONGEST) {
      return OptionalLong.empty();
    }
    KeyCondition read = new KeyCondition(condition);
    return keys.stream().flatMapToLong(key -> read.rows(key).stream()).min();
  }

  /** Primary keys and unique constraints and indexes without predicate. */
  static List<Set<String>> keys(List<Constraint> constraints, List<Index> indexes) {
    List<Set<String>> keys = new ArrayList<>();
    constraints.stream()
        .filter(Constraint.Unique.class::isInstance)
        .forEach(constraint -> keys.add(Set.copyOf(constraint.columns())));
    indexes.stream()
        .filter(index -> index.unique() && index.where().isEmpty())
        .filter(index -> index.leadingColumns().size() == index.keys().size())
        .forEach(index -> keys.add(Set.copyOf(index.leadingColumns())));
    keys.add(Set.of("ctid"));
    return keys;
  }

  private OptionalLong rows(Set<String> key) {
    if (values.keySet().containsAll(key)) {
      double product =
          key.stream().mapToDouble(c -> values.getOrDefault(c, 1L)).reduce(1, (a, b) -> a * b);
      return OptionalLong.of((long) Math.min(product, Long.MAX_VALUE));
    }
    String column = key.iterator().next();
    Long from = lower.get(column);
    Long to = upper.get(column);
    return key.size() == 1 && from != null && to != null
        ? OptionalLong.of(Math.max(0, to - from + 1))
        : OptionalLong.empty();
  }

  private void read(String conjunct) {
    Matcher match = EQUAL.matcher(conjunct);
    if (match.matches()) {
      values.merge(column(match), 1L, Math::min);
      return;
    }
    match = LIST.matcher(conjunct);
    if (match.matches()) {
      values.merge(column(match), items(match.group(2)), Math::min);
      return;
    }
    match = ARRAY.matcher(conjunct);
    if (match.matches()) {
      String list =
          Optional.ofNullable(match.group(2)).orElseGet(() -> String.valueOf(match(conjunct)));
      values.merge(column(match), items(list), Math::min);
      return;
    }
    match = LIMITED.matcher(conjunct);
    if (match.matches()) {
      values.merge(column(match), Long.parseLong(match.group(2)), Math::min);
      return;
    }
    range(conjunct);
  }

  private static String match(String conjunct) {
    Matcher array = ARRAY.matcher(conjunct);
    return array.matches() ? array.group(3) : "";
  }

  private void range(String conjunct) {
    Matcher match = BETWEEN.matcher(conjunct);
    if (match.matches()) {
      lower.merge(column(match), Long.parseLong(match.group(2)), Math::max);
      upper.merge(column(match), Long.parseLong(match.group(3)), Math::min);
      return;
    }
    match = BOUND.matcher(conjunct);
    if (match.matches()) {
      long bound = Long.parseLong(match.group(3));
      switch (match.group(2)) {
        case "<" -> upper.merge(column(match), bound - 1, Math::min);
        case "<=" -> upper.merge(column(match), bound, Math::min);
        case ">" -> lower.merge(column(match), bound + 1, Math::max);
        default -> lower.merge(column(match), bound, Math::max);
      }
    }
  }

  private static String column(Matcher match) {
    String name = match.group(1);
    return name.startsWith("\"")
        ? name.substring(1, name.length() - 1)
        : name.toLowerCase(Locale.ROOT);
  }

  /** Commas outside quotes, plus one. */
  private static long items(String list) {
    boolean quoted = false;
    long items = 1;
    for (int i = 0; i < list.length(); i++) {
      char c = list.charAt(i);
      quoted ^= c == '\'';
      items += c == ',' && !quoted ? 1 : 0;
    }
    return items;
  }
}
