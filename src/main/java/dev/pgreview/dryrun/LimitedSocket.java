package dev.pgreview.dryrun;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;

/**
 * A connection on which the other side may say only so much before we say something again. The
 * driver keeps notices, notifications and errors in memory, as many as a migration has the server
 * send.
 *
 * <p>It passes on what the driver asks of a socket, and nothing else.
 */
final class LimitedSocket extends Socket {
  /** A notice of a hundred bytes takes a kilobyte in the driver. */
  static final long MOST_BYTES = 64L << 20;

  private final Socket socket;
  private long received;

  /**
   * With the limit.
   *
   * @param socket which does the work
   */
  LimitedSocket(Socket socket) {
    this.socket = socket;
  }

  /** The other side said more than {@link #MOST_BYTES}. */
  static final class TooMuchException extends IOException {
    private static final long serialVersionUID = 1L;

    TooMuchException() {
      super("the server sends more than " + (MOST_BYTES >> 20) + " MB in answer to one statement");
    }
  }

  @Override
  public InputStream getInputStream() throws IOException {
    return new Input(socket.getInputStream());
  }

  @Override
  public OutputStream getOutputStream() throws IOException {
    return new Output(socket.getOutputStream());
  }

  @Override
  public void connect(SocketAddress endpoint, int timeout) throws IOException {
    socket.connect(endpoint, timeout);
  }

  @Override
  public boolean isConnected() {
    return socket.isConnected();
  }

  @Override
  public boolean isClosed() {
    return socket.isClosed();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  @Override
  public void setSoTimeout(int timeout) throws SocketException {
    socket.setSoTimeout(timeout);
  }

  @Override
  public int getSoTimeout() throws SocketException {
    return socket.getSoTimeout();
  }

  @Override
  public void setTcpNoDelay(boolean on) throws SocketException {
    socket.setTcpNoDelay(on);
  }

  @Override
  public boolean getTcpNoDelay() throws SocketException {
    return socket.getTcpNoDelay();
  }

  @Override
  public void setKeepAlive(boolean on) throws SocketException {
    socket.setKeepAlive(on);
  }

  @Override
  public boolean getKeepAlive() throws SocketException {
    return socket.getKeepAlive();
  }

  @Override
  public void setSendBufferSize(int size) throws SocketException {
    socket.setSendBufferSize(size);
  }

  @Override
  public int getSendBufferSize() throws SocketException {
    return socket.getSendBufferSize();
  }

  @Override
  public void setReceiveBufferSize(int size) throws SocketException {
    socket.setReceiveBufferSize(size);
  }

  @Override
  public int getReceiveBufferSize() throws SocketException {
    return socket.getReceiveBufferSize();
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
