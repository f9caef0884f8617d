package dev.pgreview.detect.tool;

import dev.pgreview.detect.source.RepositoryPath;
import dev.pgreview.detect.source.TextLines;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The values that tern's templates use: the section {@code [data]} of tern.conf, of the nearest
 * folder above the migrations that has one. Projects keep theirs out of the repository and put an
 * example beside it ({@code tern.example.conf}), whose names are right.
 */
final class TernData {
  private static final Pattern SECTION = Pattern.compile("\\[(\\w+)\\]\\s*");
  private static final Pattern ENTRY = Pattern.compile("(\\w+)\\s*=\\s*(.*?)\\s*");
  private static final Pattern CONFIGURATION =
      Pattern.compile("tern([._-]\\w+)?\\.conf([._-]\\w+)?");

  private TernData() {}

  /** Values by name; those of pgreview's own configuration come first. */
  static Map<String, String> above(String folder, Reading reading) {
    Map<String, String> data = new LinkedHashMap<>(reading.placeholders());
    nearest(folder, reading)
        .map(TernData::data)
        .ifPresent(found -> found.forEach(data::putIfAbsent));
    return data;
  }

  private static Optional<String> nearest(String folder, Reading reading) {
    for (String at = folder; ; at = RepositoryPath.folder(at)) {
      List<String> found =
          reading.tree().filesIn(at).stream()
              .filter(file -> CONFIGURATION.matcher(RepositoryPath.name(file)).matches())
              .toList();
      if (!found.isEmpty()) {
        String own = RepositoryPath.resolve(at, "tern.conf");
        return reading.tree().text(found.contains(own) ? own : found.getFirst());
      }
      if (at.isEmpty()) {
        return Optional.empty();
      }
    }
  }

  private static Map<String, String> data(String text) {
    Map<String, String> data = new LinkedHashMap<>();
    String section = "";
    for (TextLines.Line line : TextLines.of(text)) {
      String entry = line.text().strip();
      Matcher heading = SECTION.matcher(entry);
      Matcher pair = ENTRY.matcher(entry);
      if (heading.matches()) {
        section = heading.group(1);
      } else if (section.equals("data") && pair.matches() && !pair.group(2).contains("{{")) {
        data.put(pair.group(1), pair.group(2));
      }
    }
    return data;
  }
}
