package dev.pgreview.dryrun;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;

/**
 * A connection on which the other side may say only so much before we say something again. The
 * driver keeps notices, notifications and errors in memory, as many as a migration has the server
 * send.
 */
final class LimitedSocket extends Socket {
  /** A notice of a hundred bytes takes a kilobyte in the driver. */
  static final long MOST_BYTES = 64L << 20;

  private long received;

  /** The other side said more than {@link #MOST_BYTES}. */
  static final class TooMuchException extends IOException {
    private static final long serialVersionUID = 1L;

    TooMuchException() {
      super("the server sends more than " + (MOST_BYTES >> 20) + " MB in answer to one statement");
    }
  }

  @Override
  public InputStream getInputStream() throws IOException {
    return new Input(super.getInputStream());
  }

  @Override
  public OutputStream getOutputStream() throws IOException {
    return new Output(super.getOutputStream());
  }

  private final class Input extends FilterInputStream {
    Input(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      return counted(super.read(), 1);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int read = super.read(bytes, offset, length);
      return counted(read, read);
    }

    private int counted(int result, int bytes) throws TooMuchException {
      if (result >= 0) {
        received += bytes;
        if (received > MOST_BYTES) {
          throw new TooMuchException();
        }
      }
      return result;
    }
  }

  private final class Output extends FilterOutputStream {
    Output(OutputStream out) {
      super(out);
    }

    @Override
    public void write(int b) throws IOException {
      received = 0;
      out.write(b);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      received = 0;
      out.write(bytes, offset, length);
    }
  }
}
