package dev.pgreview.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The sequence that an expression names in {@code nextval('name')}. */
final class SequenceName {
  private static final Pattern NEXTVAL =
      Pattern.compile("nextval\\s*\\(\\s*'((?:[^']|'')+)'", Pattern.CASE_INSENSITIVE);
  private static final Pattern PART = Pattern.compile("\"((?:[^\"]|\"\")+)\"|[^.\"]+");

  private SequenceName() {}

  static Optional<QualifiedName> in(SqlExpression expression) {
    if (expression.functions().stream().noneMatch(f -> f.name().equals("nextval"))) {
      return Optional.empty();
    }
    Matcher call = NEXTVAL.matcher(expression.sql());
    return call.find() ? Optional.of(name(call.group(1).replace("''", "'"))) : Optional.empty();
  }

  /** A name as {@code regclass} reads it: folded to lower case unless quoted. */
  private static QualifiedName name(String text) {
    List<String> parts = new ArrayList<>();
    Matcher part = PART.matcher(text.strip());
    while (part.find()) {
      String quoted = part.group(1);
      parts.add(
          quoted == null ? part.group().toLowerCase(Locale.ROOT) : quoted.replace("\"\"", "\""));
    }
    int size = parts.size();
    return size < 2
        ? QualifiedName.of(size == 0 ? text : parts.getFirst())
        : QualifiedName.of(parts.get(size - 2), parts.get(size - 1));
  }
}
