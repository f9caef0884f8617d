package dev.pgreview.cli.git;

import dev.pgreview.detect.source.SourceText;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** Bytes of files as text, with what is wrong with them. */
final class FileTexts {
  /** Larger files are not read: no one reviews them, and parsing takes many times their size. */
  static final long LARGEST = 32L * 1024 * 1024;

  private FileTexts() {}

  /** What stands for a symbolic link: it may lead out of the checkout, and to any other file. */
  static SourceText link() {
    return SourceText.unreadable(
        "This is a symbolic link, and links are not followed: put the file itself here.");
  }

  /**
   * The text of a regular file; symbolic links are not followed.
   *
   * @param path from the root
   */
  static SourceText read(Path root, String path) {
    try {
      Path file = root.resolve(path);
      if (Files.isSymbolicLink(file)) {
        return link();
      }
      if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
        return SourceText.unreadable("This is no regular file.");
      }
      long size = Files.size(file);
      return size > LARGEST ? tooLarge(size) : decode(Files.readAllBytes(file));
    } catch (InvalidPathException e) {
      return SourceText.unreadable(
          "The file's name cannot be said in the locale of this process: set LC_ALL to one of"
              + " UTF-8, such as C.UTF-8, or rename the file.");
    } catch (AccessDeniedException e) {
      return SourceText.unreadable("The file may not be read: give this user the right to.");
    } catch (IOException e) {
      return SourceText.unreadable("The file cannot be read: " + e.getMessage() + ".");
    }
  }

  static SourceText tooLarge(long size) {
    return SourceText.unreadable(
        String.format(
            Locale.ROOT,
            "The file has %.1f MB; files over %d MB are not reviewed.",
            size / 1048576.0,
            LARGEST / 1048576));
  }

  static SourceText decode(byte[] bytes) {
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == 0) {
        return SourceText.unreadable(
            "The file is binary or not UTF-8: byte " + (i + 1) + " is NUL, which no SQL may have.");
      }
    }
    try {
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      return SourceText.of(
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(buffer)
              .toString());
    } catch (CharacterCodingException e) {
      String text = new String(bytes, StandardCharsets.UTF_8);
      long line = text.substring(0, text.indexOf('\uFFFD')).chars().filter(c -> c == '\n').count();
      return new SourceText(
          text,
          Optional.of(
              "The file is not UTF-8: line "
                  + (line + 1)
                  + " has bytes that are no character; they are read as \uFFFD."));
    }
  }
}
