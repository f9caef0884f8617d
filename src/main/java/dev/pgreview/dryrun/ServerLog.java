package dev.pgreview.dryrun;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a server says about itself. */
final class ServerLog {
  private static final int MOST_BYTES = 1 << 16;
  private static final int MOST_CHARACTERS = 500;

  /** What explains most comes first: a statement's error may have been expected. */
  private static final List<Pattern> SEVERE =
      Stream.of("PANIC: ", "LOG:  .* was terminated by signal ", "FATAL: ", "(ERROR|error): ")
          .map(words -> Pattern.compile("(?:.*? )??(" + words + ".*)"))
          .toList();

  private ServerLog() {}

  /** The end of the log, which a migration can make as long as it likes. */
  static String read(Path log) {
    try (SeekableByteChannel channel = Files.newByteChannel(log)) {
      channel.position(Math.max(0, channel.size() - MOST_BYTES));
      byte[] end = Channels.newInputStream(channel).readNBytes(MOST_BYTES);
      return new String(end, StandardCharsets.UTF_8);
    } catch (IOException absent) {
      return "";
    }
  }

  /**
   * The line that says why, without its time and process.
   *
   * @param noSpace what is said when there is no room left
   */
  static String reason(String log, String noSpace) {
    if (log.contains("No space left on device")) {
      return noSpace;
    }
    for (Pattern severe : SEVERE) {
      Optional<String> line =
          log.lines()
              .map(severe::matcher)
              .filter(Matcher::matches)
              .map(matcher -> matcher.group(1))
              .findFirst();
      if (line.isPresent()) {
        return line.get().substring(0, Math.min(line.get().length(), MOST_CHARACTERS));
      }
    }
    return firstLine(log);
  }

  static String noSpace(Path data) {
    return "no space left on the file system of " + data + "; free some there";
  }

  static String firstLine(String text) {
    return text.lines().filter(line -> !line.isBlank()).findFirst().orElse("it gave no reason");
  }
}
