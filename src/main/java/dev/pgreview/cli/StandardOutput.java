package dev.pgreview.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A buffered stream of this process that remembers why it could not be written to. */
final class StandardOutput extends PrintStream {
  private static final int BUFFER = 1 << 16;

  private final Remembering end;

  StandardOutput(OutputStream out) {
    this(new Remembering(out));
  }

  private StandardOutput(Remembering end) {
    super(new BufferedOutputStream(end, BUFFER), false, StandardCharsets.UTF_8);
    this.end = end;
  }

  /** What went wrong; empty when all was written, or whoever read it wanted no more. */
  Optional<String> problem() {
    flush();
    String said = end.problem == null ? "" : end.problem;
    boolean unwanted = said.toLowerCase(Locale.ROOT).contains("pipe");
    return end.problem == null || unwanted ? Optional.empty() : Optional.of(said);
  }

  private static final class Remembering extends OutputStream {
    private final OutputStream out;
    private @Nullable String problem;

    Remembering(OutputStream out) {
      this.out = out;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      try {
        out.write(bytes, offset, length);
      } catch (IOException failure) {
        if (problem == null) {
          problem = String.valueOf(failure.getMessage());
        }
        throw failure;
      }
    }

    @Override
    public void flush() throws IOException {
      out.flush();
    }

    @Override
    public void close() throws IOException {
      out.close();
    }
  }
}
