package dev.pgreview.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Lines of bytes from a stream; of a line that is too long nothing is kept. */
final class InputLines {
  /** Of one line. Requests hold whole migrations, but no honest one comes near this. */
  static final int MOST_BYTES = 64 << 20;

  private final InputStream in;
  private final byte[] buffer = new byte[1 << 16];
  private int from;
  private int to;
  private long number;

  /**
   * A line without its end.
   *
   * @param number from 1
   * @param bytes empty when it is too long
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Line(long number, byte[] bytes, boolean tooLong) {
    boolean isBlank() {
      if (tooLong) {
        return false;
      }
      for (byte b : bytes) {
        if (b != ' ' && b != '\t' && b != '\r') {
          return false;
        }
      }
      return true;
    }
  }

  InputLines(InputStream in) {
    this.in = in;
  }

  /** Empty at the end. */
  Optional<Line> next() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    long length = 0;
    boolean started = false;
    while (from < to || fill()) {
      started = true;
      int end = from;
      while (end < to && buffer[end] != '\n') {
        end++;
      }
      length += end - from;
      if (length <= MOST_BYTES) {
        line.write(buffer, from, end - from);
      }
      boolean complete = end < to;
      from = complete ? end + 1 : end;
      if (complete) {
        return Optional.of(line(line, length));
      }
    }
    return started ? Optional.of(line(line, length)) : Optional.empty();
  }

  private Line line(ByteArrayOutputStream line, long length) {
    boolean tooLong = length > MOST_BYTES;
    return new Line(++number, tooLong ? new byte[0] : line.toByteArray(), tooLong);
  }

  private boolean fill() throws IOException {
    from = 0;
    to = Math.max(0, in.read(buffer));
    return to > 0;
  }
}
