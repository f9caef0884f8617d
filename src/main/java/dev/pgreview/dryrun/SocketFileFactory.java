package dev.pgreview.dryrun;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.SocketFactory;
import org.newsclub.net.unix.AFUNIXSocket;
import org.newsclub.net.unix.AFUNIXSocketAddress;

/**
 * Connects to a Unix socket, whatever host and port it is asked for, with {@link LimitedSocket}'s
 * limit. The driver makes one by the class's name.
 */
public final class SocketFileFactory extends SocketFactory {
  private final File file;

  /**
   * For one socket.
   *
   * @param path of the socket; the driver's property socketFactoryArg
   */
  public SocketFileFactory(String path) {
    this.file = new File(path);
  }

  @Override
  public Socket createSocket() throws IOException {
    return new LimitedSocket(AFUNIXSocket.connectTo(AFUNIXSocketAddress.of(file)));
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return createSocket();
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress from, int fromPort)
      throws IOException {
    return createSocket();
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return createSocket();
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort)
      throws IOException {
    return createSocket();
  }
}
