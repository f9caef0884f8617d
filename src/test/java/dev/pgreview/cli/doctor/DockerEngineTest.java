package dev.pgreview.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgreview.cli.doctor.CheckResult.Level;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DockerEngineTest {
  /** As engine 20.10.24 answers, shortened. */
  private static final String ANSWER =
      "HTTP/1.0 200 OK\r\nApi-Version: 1.41\r\nContent-Type: application/json\r\n\r\n"
          + "{\"Platform\":{\"Name\":\"\"},\"Components\":[{\"Name\":\"Engine\",\"Version\":\"0.0.1\","
          + "\"Details\":{\"ApiVersion\":\"0.1\"}}],\"Version\":\"20.10.24+dfsg1\","
          + "\"ApiVersion\":\"1.41\",\"MinAPIVersion\":\"1.12\"}\n";

  private final Path folder;

  DockerEngineTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void anEngineSaysItsVersion() throws IOException {
    CheckResult result = asked(ANSWER);
    assertThat(result.level()).isEqualTo(Level.GOOD);
    assertThat(result.text()).startsWith("engine 20.10.24+dfsg1 with API 1.41 at unix://");
  }

  @Test
  void somethingElseThatAnswersIsNoEngine() throws IOException {
    CheckResult result = asked("SSH-2.0-OpenSSH_9.2\r\n");
    assertThat(result.level()).isEqualTo(Level.WRONG);
    assertThat(result.text()).contains("is no Docker engine");
  }

  @Test
  void whoNeverAnswersIsNotWaitedForLong() throws IOException {
    CheckResult result = asked("");
    assertThat(result.level()).isEqualTo(Level.WRONG);
    assertThat(result.text()).contains("it took longer than ");
  }

  @Test
  void nobodyThere() {
    assertThat(check("unix://" + folder.resolve("nobody.sock")).text())
        .startsWith("no engine answers at unix://");
    assertThat(check("tcp://127.0.0.1:1").text()).contains("Connection refused");
    for (String odd : new String[] {"ssh://host", "unix://", "tcp://", "a b", "//"}) {
      assertThat(check(odd).text()).as(odd).contains("it can be unix:///PATH or tcp://HOST:PORT");
    }
  }

  private static CheckResult check(String host) {
    return new DockerEngine(Map.of("DOCKER_HOST", host), Duration.ofSeconds(2)).check();
  }

  /** Asks a server that gives one answer, or none when it is empty. */
  private CheckResult asked(String answer) throws IOException {
    Path socket = folder.resolve("d.sock");
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(socket));
      Thread.ofPlatform().daemon().start(() -> serve(server, answer));
      return check("unix://" + socket);
    }
  }

  private static void serve(ServerSocketChannel server, String answer) {
    try (SocketChannel client = server.accept()) {
      ByteBuffer request = ByteBuffer.allocate(1000);
      client.read(request);
      if (answer.isEmpty()) {
        client.read(ByteBuffer.allocate(1));
      } else if (request.flip().remaining() > 0) {
        client.write(ByteBuffer.wrap(answer.getBytes(StandardCharsets.UTF_8)));
      }
    } catch (IOException endOfTheTest) {
      Thread.currentThread().interrupt();
    }
  }
}
