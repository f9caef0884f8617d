package dev.pgreview.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Small text files that the command needs whole: configuration, statistics, what it writes. */
final class TextFiles {
  private static final long MOST_BYTES = 16L << 20;

  private TextFiles() {}

  /**
   * The text of a file, without a byte order mark.
   *
   * @param what the file is, for messages
   */
  static String read(Path file, String what) {
    try {
      if (!Files.exists(file)) {
        throw new CommandFailure(what + " " + file + " does not exist");
      }
      if (Files.isDirectory(file)) {
        throw new CommandFailure(what + " " + file + " is a folder");
      }
      if (Files.size(file) > MOST_BYTES) {
        throw new CommandFailure(
            what + " " + file + " is larger than " + (MOST_BYTES >> 20) + " MB");
      }
      String text =
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
              .toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw new CommandFailure(what + " " + file + " is not UTF-8 text", e);
    } catch (FileSystemException e) {
      throw new CommandFailure(what + " cannot be read: " + Failures.message(e), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes a file, its folders too. */
  static void write(Path file, String text) {
    try {
      Path folder = file.getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new CommandFailure("cannot write " + file + ": " + reason(e), e);
    }
  }

  /** The folder of a file; the root is its own. */
  static Path folder(Path file) {
    Path parent = file.getParent();
    return parent == null ? file : parent;
  }

  private static String reason(IOException e) {
    return e instanceof FileSystemException file && file.getReason() != null
        ? file.getReason()
        : Failures.message(e);
  }
}
