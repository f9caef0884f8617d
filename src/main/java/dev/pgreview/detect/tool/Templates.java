package dev.pgreview.detect.tool;

import dev.pgreview.migration.DetectionNotice.Kind;
import dev.pgreview.migration.LineIndex;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Go templates in SQL, which only the tool can evaluate. */
final class Templates {
  private static final Pattern ACTION = Pattern.compile("\\{\\{(.*?)\\}\\}", Pattern.DOTALL);

  private Templates() {}

  static void note(String path, String text, Reading reading) {
    Matcher matcher = ACTION.matcher(text);
    LineIndex lines = matcher.find() ? new LineIndex(text) : new LineIndex("");
    for (matcher.reset(); matcher.find(); ) {
      reading.notice(
          Kind.UNRESOLVED_PLACEHOLDER,
          path,
          lines.line(matcher.start()),
          "The template " + matcher.group() + " is left as it is: its value is not known here.");
    }
  }
}
