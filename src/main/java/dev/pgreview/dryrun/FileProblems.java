package dev.pgreview.dryrun;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** What went wrong with a file, with its name: the library's messages often are the name alone. */
final class FileProblems {
  private FileProblems() {}

  static String describe(IOException failure) {
    return switch (failure) {
      case AccessDeniedException denied ->
          denied.getFile() + " may not be accessed by this user (permission denied)";
      case NoSuchFileException missing -> missing.getFile() + " does not exist";
      case FileSystemException file when file.getReason() != null ->
          file.getFile() + ": " + file.getReason();
      default -> failure.getMessage() == null ? failure.toString() : failure.getMessage();
    };
  }
}
