package dev.pgreview.detect.tool;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A version of digits and dots, of any size. Compared part by part as numbers, a missing part
 * counting as 0, and {@code _} standing for a dot: Flyway's org.flywaydb.core.api.MigrationVersion.
 * Timestamps and plain numbers of the other tools are versions of one part.
 */
public record VersionNumber(List<BigInteger> parts) implements Comparable<VersionNumber> {
  private static final int LONGEST = 200;

  public VersionNumber {
    parts = List.copyOf(parts);
  }

  /**
   * Orders version texts; what is no version number comes last, by its text. The comparator keeps
   * what it has read and is for one thread.
   */
  public static Comparator<String> order() {
    Map<String, Optional<VersionNumber>> read = new HashMap<>();
    VersionNumber none = new VersionNumber(List.of());
    return Comparator.comparing(
            (String text) -> read.computeIfAbsent(text, VersionNumber::parse).isEmpty())
        .thenComparing(text -> read.computeIfAbsent(text, VersionNumber::parse).orElse(none))
        .thenComparing(Comparator.naturalOrder());
  }

  /** The number that the text is; empty when it is something else. */
  public static Optional<VersionNumber> parse(String text) {
    int end = end(text, 0);
    return end > 0 && end == text.length() ? Optional.of(of(text)) : Optional.empty();
  }

  /** The number with which the text begins, after a leading v. */
  public static Optional<VersionNumber> leading(String text) {
    int start = text.startsWith("v") || text.startsWith("V") ? 1 : 0;
    int end = end(text, start);
    return end > start ? Optional.of(of(text.substring(start, end))) : Optional.empty();
  }

  /**
   * Where the digits and single separators end that start here; {@code start} if there are none.
   */
  private static int end(String text, int start) {
    int end = start;
    int at = start;
    while (at < Math.min(text.length(), start + LONGEST) && isDigit(text.charAt(at))) {
      while (at < text.length() && isDigit(text.charAt(at))) {
        at++;
      }
      end = at;
      if (at < text.length() && (text.charAt(at) == '.' || text.charAt(at) == '_')) {
        at++;
      }
    }
    return end;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static VersionNumber of(String text) {
    List<BigInteger> parts = new ArrayList<>();
    for (String part : text.split("[._]")) {
      parts.add(new BigInteger(part));
    }
    while (parts.size() > 1 && parts.getLast().signum() == 0) {
      parts.removeLast();
    }
    return new VersionNumber(parts);
  }

  @Override
  public int compareTo(VersionNumber other) {
    for (int i = 0; i < Math.max(parts.size(), other.parts.size()); i++) {
      int compared = part(i).compareTo(other.part(i));
      if (compared != 0) {
        return compared;
      }
    }
    return 0;
  }

  private BigInteger part(int index) {
    return index < parts.size() ? parts.get(index) : BigInteger.ZERO;
  }
}
