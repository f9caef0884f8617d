package dev.pgreview.cli.doctor;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The Docker engine that DOCKER_HOST names, or the one of this machine. */
public final class DockerEngine {
  private static final String STANDARD = "unix:///var/run/docker.sock";
  private static final String MEANING =
      "the command does not need it; containers isolate migrations that you do not trust";
  private static final byte[] REQUEST =
      "GET /version HTTP/1.0\r\nHost: docker\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
  private static final int MOST_BYTES = 1 << 16;
  private static final int PLAIN_PORT = 2375;
  private static final Pattern FIELD =
      Pattern.compile("\"(ApiVersion|Version)\"\\s*:\\s*\"([0-9A-Za-z.+~-]{1,40})\"");

  private final String host;
  private final boolean named;
  private final Duration patience;

  /**
   * @param environment of which DOCKER_HOST counts
   * @param patience how long to wait for an answer
   */
  public DockerEngine(Map<String, String> environment, Duration patience) {
    String given = environment.getOrDefault("DOCKER_HOST", "");
    this.named = !given.isBlank();
    this.host = named ? given.strip() : STANDARD;
    this.patience = patience;
  }

  /** Whether it answers, and with which version of its API. */
  public CheckResult check() {
    if (!named && !Files.exists(Path.of("/var/run/docker.sock"))) {
      return CheckResult.absent("no engine: there is no /var/run/docker.sock", MEANING);
    }
    try {
      String answer = ask(address());
      String version = field(answer, "Version");
      return version.isEmpty()
          ? silent("what answers at " + host + " is no Docker engine")
          : CheckResult.good(
              "engine " + version + " with API " + field(answer, "ApiVersion") + " at " + host);
    } catch (IllegalArgumentException unknown) {
      return silent("DOCKER_HOST is `" + host + "`; it can be unix:///PATH or tcp://HOST:PORT");
    } catch (IOException failure) {
      return silent("no engine answers at " + host + ": " + failure.getMessage());
    }
  }

  private static CheckResult silent(String text) {
    return CheckResult.wrong(text, "start Docker, or correct DOCKER_HOST", MEANING);
  }

  private SocketAddress address() {
    URI uri = URI.create(host);
    String scheme = String.valueOf(uri.getScheme());
    if (scheme.equals("unix") && uri.getPath() != null && !uri.getPath().isEmpty()) {
      return UnixDomainSocketAddress.of(uri.getPath());
    }
    if ((scheme.equals("tcp") || scheme.equals("http")) && uri.getHost() != null) {
      return new InetSocketAddress(uri.getHost(), uri.getPort() < 0 ? PLAIN_PORT : uri.getPort());
    }
    throw new IllegalArgumentException(host);
  }

  /** The answer as text; reading ends with {@link #patience}. */
  private String ask(SocketAddress address) throws IOException {
    try (SocketChannel channel = open(address)) {
      CompletableFuture<String> answer = new CompletableFuture<>();
      Thread.ofPlatform()
          .daemon()
          .name("pgreview-docker")
          .start(
              () -> {
                try {
                  answer.complete(exchange(channel, address));
                } catch (IOException | RuntimeException failure) {
                  answer.completeExceptionally(failure);
                }
              });
      return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException slow) {
      throw new IOException("it took longer than " + patience.toSeconds() + " s", slow);
    } catch (ExecutionException failure) {
      throw new IOException(reason(failure.getCause()), failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", interrupted);
    }
  }

  private static String reason(@Nullable Throwable cause) {
    return cause == null || cause.getMessage() == null ? "no connection" : cause.getMessage();
  }

  private static SocketChannel open(SocketAddress address) throws IOException {
    return address instanceof UnixDomainSocketAddress
        ? SocketChannel.open(StandardProtocolFamily.UNIX)
        : SocketChannel.open();
  }

  private static String exchange(SocketChannel channel, SocketAddress address) throws IOException {
    channel.connect(address);
    ByteBuffer request = ByteBuffer.wrap(REQUEST);
    while (request.hasRemaining()) {
      channel.write(request);
    }
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    ByteBuffer part = ByteBuffer.allocate(4096);
    while (channel.read(part) >= 0 && answer.size() < MOST_BYTES) {
      answer.write(part.array(), 0, part.position());
      part.clear();
    }
    return answer.toString(StandardCharsets.UTF_8);
  }

  /** The first one stands for the engine; its components have versions of their own. */
  private static String field(String answer, String name) {
    int components = answer.indexOf("\"Components\"");
    int end = answer.indexOf(']', Math.max(0, components));
    String own =
        components >= 0 && end > components
            ? answer.substring(0, components) + answer.substring(end)
            : answer;
    Matcher field = FIELD.matcher(own);
    while (field.find()) {
      if (field.group(1).equals(name)) {
        return field.group(2);
      }
    }
    return "";
  }
}
