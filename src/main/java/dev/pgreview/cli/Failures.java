package dev.pgreview.cli;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.ExecutionException;

/** Exceptions in one sentence. */
final class Failures {
  private Failures() {}

  /** What to print after {@code pgreview: }. */
  static String message(Throwable problem) {
    return switch (problem) {
      case CommandFailure failure -> String.valueOf(failure.getMessage());
      case ExecutionException wrapped when wrapped.getCause() != null ->
          message(wrapped.getCause());
      case UncheckedIOException wrapped when wrapped.getCause() != null ->
          message(wrapped.getCause());
      case NoSuchFileException missing -> missing.getFile() + " does not exist";
      case AccessDeniedException denied -> denied.getFile() + " may not be accessed";
      case FileSystemException file ->
          file.getFile()
              + ": "
              + (file.getReason() == null ? "cannot be accessed" : file.getReason());
      case FileNotFoundException missing -> String.valueOf(missing.getMessage());
      case OutOfMemoryError _ ->
          "%d MiB of memory are not enough for this; set PGREVIEW_HEAP, for instance to 2g"
              .formatted(Runtime.getRuntime().maxMemory() >> 20);
      case IOException io when io.getMessage() != null -> io.getMessage();
      default ->
          "this is a bug in pgreview: "
              + problem
              + "; run it again with --verbose and report what it prints";
    };
  }
}
