package dev.pgreview.sql;

import org.jspecify.annotations.Nullable;

/** The WebAssembly instance is in no defined state any more and must not be used again. */
final class ParserFailure extends RuntimeException {
  ParserFailure(String message, @Nullable Throwable cause) {
    super(message, cause, false, false);
  }
}
