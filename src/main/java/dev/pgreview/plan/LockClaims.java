package dev.pgreview.plan;

import dev.pgreview.lock.LockMode;
import dev.pgreview.plan.MigrationPlan.Block;
import dev.pgreview.plan.MigrationPlan.Prose;
import dev.pgreview.plan.MigrationPlan.Section;
import dev.pgreview.schema.RelationName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a plan says about locks, where that is clear: a table's row or a sentence that names one
 * relation and a mode, or no lock.
 */
final class LockClaims {
  /** Longest names first, so that SHARE does not win over SHARE ROW EXCLUSIVE. */
  private static final Pattern MODE =
      Pattern.compile(
          Arrays.stream(LockMode.values())
              .map(LockMode::sql)
              .sorted(Comparator.comparingInt(String::length).reversed())
              .map(LockClaims::spellings)
              .collect(Collectors.joining("|")));

  private static final Pattern NO_LOCK =
      Pattern.compile("(?i)\\b(?:no|without (?:a|any)|never takes a) locks?\\b|\\block-free\\b");
  private static final Pattern TURNED =
      Pattern.compile(
          "(?i)\\b(?:not|never|instead|avoids?|avoided|would|rather|unlike|cannot|conflicts?|waits?"
              + "|blocked|behind)\\b|n't\\b");
  private static final Pattern SENTENCE_END = Pattern.compile("(?<=[.;])\\s+|\n");

  private LockClaims() {}

  /**
   * A claim.
   *
   * @param mode empty for no lock
   */
  record Claim(RelationName relation, Optional<LockMode> mode, int line) {}

  /** The one with the stronger mode; the first of two equal ones. */
  static Claim stronger(Claim a, Claim b) {
    boolean second =
        b.mode().isPresent() && a.mode().filter(m -> m.compareTo(b.mode().get()) >= 0).isEmpty();
    return second ? b : a;
  }

  /** Claims about the given relations. */
  static List<Claim> in(List<Section> sections, Iterable<RelationName> relations) {
    List<Claim> claims = new ArrayList<>();
    for (Section section : sections) {
      String[] header = {};
      for (Block block : section.blocks()) {
        if (block instanceof Prose prose) {
          switch (prose.form()) {
            case TABLE_HEADER -> header = cells(prose.text());
            case TABLE_ROW -> claim(prose.text(), prose.line(), header, relations, claims);
            case PARAGRAPH, LIST_ITEM -> sentences(prose, relations, claims);
          }
        }
      }
    }
    return claims;
  }

  private static void sentences(Prose prose, Iterable<RelationName> relations, List<Claim> claims) {
    int line = prose.line();
    int from = 0;
    Matcher end = SENTENCE_END.matcher(prose.text());
    while (end.find()) {
      claim(prose.text().substring(from, end.start()), line, new String[0], relations, claims);
      line += end.group().contains("\n") ? 1 : 0;
      from = end.end();
    }
    claim(prose.text().substring(from), line, new String[0], relations, claims);
  }

  private static void claim(
      String text,
      int line,
      String[] header,
      Iterable<RelationName> relations,
      List<Claim> claims) {
    Optional<LockMode> mode = strongest(text);
    boolean none = mode.isEmpty() && (NO_LOCK.matcher(text).find() || saysNone(text, header));
    if ((mode.isEmpty() && !none) || TURNED.matcher(text).find()) {
      return;
    }
    Mentions mentions = new Mentions(text);
    List<RelationName> named = new ArrayList<>();
    relations.forEach(
        relation -> {
          if (mentions.of(relation)) {
            named.add(relation);
          }
        });
    if (named.size() == 1) {
      claims.add(new Claim(named.getFirst(), mode, line));
    }
  }

  private static Optional<LockMode> strongest(String text) {
    Matcher found = MODE.matcher(text);
    Optional<LockMode> strongest = Optional.empty();
    while (found.find()) {
      LockMode mode = mode(found.group());
      strongest = Optional.of(strongest.map(mode::stronger).orElse(mode));
    }
    return strongest;
  }

  private static LockMode mode(String spelling) {
    String words = spelling.replaceAll("(?<=[a-z])(?=[A-Z])", " ").replaceAll("(?i)[_ ]lock$", "");
    String sql = words.replace('_', ' ').toUpperCase(java.util.Locale.ROOT).strip();
    return LockMode.bySql(sql).orElseThrow(() -> new IllegalStateException(spelling));
  }

  /** In capitals, as {@code AccessExclusiveLock}, or in any case with "lock" behind it. */
  private static String spellings(String sql) {
    String camel =
        Arrays.stream(sql.split(" "))
            .map(word -> word.charAt(0) + word.substring(1).toLowerCase(java.util.Locale.ROOT))
            .collect(Collectors.joining());
    String capitals = "\\b" + sql.replace(" ", "[ _]") + "\\b";
    String lower = "\\b(?i:" + sql.replace(" ", "[ _]") + " lock)\\b";
    return lower + "|" + capitals + "|\\b" + camel + "Lock\\b";
  }

  /** A cell "none" in a column whose header speaks of locks. */
  private static boolean saysNone(String row, String[] header) {
    String[] cells = cells(row);
    for (int i = 0; i < Math.min(cells.length, header.length); i++) {
      if (header[i].matches("(?i).*\\b(?:locks?|mode)\\b.*")
          && cells[i].matches("(?i)none|no|nothing")) {
        return true;
      }
    }
    return false;
  }

  private static String[] cells(String row) {
    return Arrays.stream(row.split(" \\| ", -1)).map(String::strip).toArray(String[]::new);
  }
}
