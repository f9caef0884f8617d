package dev.pgreview.detect.tool;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version of digits and dots, of any size. Compared part by part as numbers, a missing part
 * counting as 0, and {@code _} standing for a dot: Flyway's org.flywaydb.core.api.MigrationVersion.
 * Timestamps and plain numbers of the other tools are versions of one part.
 */
public record VersionNumber(List<BigInteger> parts) implements Comparable<VersionNumber> {
  private static final Pattern FORM = Pattern.compile("\\d+(?:[._]\\d+)*");
  private static final int LONGEST = 200;

  public VersionNumber {
    parts = List.copyOf(parts);
  }

  /** Orders version texts; what is no version number comes last, by its text. */
  public static final Comparator<String> ORDER =
      Comparator.comparing((String text) -> parse(text).isEmpty())
          .thenComparing(text -> parse(text).orElse(new VersionNumber(List.of())))
          .thenComparing(Comparator.naturalOrder());

  /** The number that the text is; empty when it is something else. */
  public static Optional<VersionNumber> parse(String text) {
    if (text.length() > LONGEST || !FORM.matcher(text).matches()) {
      return Optional.empty();
    }
    List<BigInteger> parts = new ArrayList<>();
    for (String part : text.split("[._]")) {
      parts.add(new BigInteger(part));
    }
    while (parts.size() > 1 && parts.getLast().signum() == 0) {
      parts.removeLast();
    }
    return Optional.of(new VersionNumber(parts));
  }

  /** The number with which the text begins, after a leading v. */
  public static Optional<VersionNumber> leading(String text) {
    Matcher matcher = Pattern.compile("^[vV]?(" + FORM.pattern() + ")").matcher(text);
    return matcher.find() ? parse(matcher.group(1)) : Optional.empty();
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
