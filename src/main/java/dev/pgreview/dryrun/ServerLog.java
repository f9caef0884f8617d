package dev.pgreview.dryrun;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a server says about itself. */
final class ServerLog {
  private static final Pattern SEVERE = Pattern.compile(".*(FATAL|PANIC|ERROR|error): .*");

  private ServerLog() {}

  static String read(Path log) {
    try {
      return new String(Files.readAllBytes(log), StandardCharsets.UTF_8);
    } catch (IOException absent) {
      return "";
    }
  }

  /** The line that says why, without its time and process. */
  static String reason(String log) {
    if (log.contains("No space left on device")) {
      return "no space left on the file system that holds its data";
    }
    Optional<String> severe =
        log.lines().filter(line -> SEVERE.matcher(line).matches()).findFirst();
    return severe
        .map(line -> line.replaceFirst("^.*?(?=(FATAL|PANIC|ERROR|error): )", ""))
        .orElseGet(() -> firstLine(log));
  }

  static String firstLine(String text) {
    return text.lines().filter(line -> !line.isBlank()).findFirst().orElse("it gave no reason");
  }
}
