package dev.pgreview.dryrun;

import static dev.pgreview.dryrun.Requests.on;
import static dev.pgreview.migration.TransactionMode.WRAPPED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pgreview.report.DryRunReport;
import dev.pgreview.report.DryRunReport.Status;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What an attacker has in the container who got all that the server has: here he is its superuser
 * and runs programs as the server's user.
 */
class ContainerEscapeTest {
  private static final int MAJOR = 17;

  @Test
  void thereIsNothingToTakeAndNowhereToGo() throws Exception {
    try (TestContainers containers = TestContainers.of(MAJOR);
        ContainerServer server = containers.start(MAJOR);
        Attacker attacker = new Attacker(server)) {
      assertThat(attacker.shell("cat /proc/self/status"))
          .contains("Uid:\t70\t70\t70\t70", "CapEff:\t0000000000000000")
          .contains("CapBnd:\t0000000000000000", "NoNewPrivs:\t1", "Seccomp:\t2");

      assertThat(attacker.shell("cat /proc/net/dev | while read -r a b; do echo \"$a\"; done"))
          .filteredOn(line -> line.endsWith(":"))
          .as("network interfaces")
          .containsExactly("lo:");

      assertThat(attacker.shell("for p in /proc/[0-9]*; do cat $p/comm; done"))
          .as("processes: only the container's")
          .isSubsetOf("sh", "timeout", "postgres", "cat");

      assertThat(attacker.file("/proc/1/environ").split("\0"))
          .allMatch(variable -> variable.matches("(PATH|HOME|HOSTNAME)=.*"));

      assertThat(attacker.shell("cat /proc/mounts"))
          .as("what can be written to, where files are not the kernel's own")
          .map(mount -> mount.split(" "))
          .filteredOn(mount -> mount[3].startsWith("rw"))
          .map(mount -> mount[1])
          .filteredOn(mount -> !mount.matches("/(proc|dev|sys)(/.*)?"))
          .containsExactlyInAnyOrder(ContainerIsolation.SOCKET, ContainerIsolation.DATA, "/tmp");
    }
  }

  @Test
  void nothingOfTheMachineIsWrittenTo() throws Exception {
    try (TestContainers containers = TestContainers.of(MAJOR);
        ContainerServer server = containers.start(MAJOR);
        Attacker attacker = new Attacker(server)) {
      for (String place :
          List.of(
              "/x",
              "/bin/sh",
              "/etc/passwd",
              "/usr/local/pgsql/bin/postgres",
              "/pgreview/x",
              ContainerIsolation.SETUP + "/start-server.sh",
              ContainerIsolation.SETUP + "/x",
              ContainerIsolation.SOCKET + "/x",
              "/proc/sys/kernel/core_pattern",
              "/proc/sysrq-trigger",
              "/sys/fs/cgroup/x")) {
        assertThat(attacker.shell("echo x > " + place + " || echo refused"))
            .as(place)
            .contains("refused");
      }
      for (String gone :
          List.of(ContainerIsolation.SETUP + "/password", "/var/run/docker.sock", "/dev/sda")) {
        assertThat(attacker.shell("test -e " + gone + " && echo there || echo gone"))
            .as(gone)
            .contains("gone");
      }
      assertThat(
              attacker.shell(
                  "cp /bin/env /tmp/env; /tmp/env || echo refused;"
                      + " cp /bin/env /pgreview/data/env; /pgreview/data/env || echo refused"))
          .as("programs of his own")
          .containsExactly("refused", "refused");
      assertThat(
              attacker.shell("rm " + ContainerIsolation.SOCKET + "/.s.PGSQL.5432 || echo refused"))
          .contains("refused");
      assertThat(server.reportedVersion()).as("it still answers").startsWith("17");
    }
  }

  @Test
  void noConnectionLeaves() throws Exception {
    try (TestContainers containers = TestContainers.of(MAJOR);
        ServerSocketChannel listener = ServerSocketChannel.open().bind(new InetSocketAddress(0));
        ContainerServer server = containers.start(MAJOR);
        Attacker attacker = new Attacker(server)) {
      listener.configureBlocking(false);
      int port = ((InetSocketAddress) listener.getLocalAddress()).getPort();
      attacker.execute("CREATE EXTENSION dblink");
      List<String> hosts = new ArrayList<>(List.of("127.0.0.1", "172.17.0.1", "8.8.8.8"));
      java.net.NetworkInterface.networkInterfaces()
          .flatMap(java.net.NetworkInterface::inetAddresses)
          .filter(java.net.Inet4Address.class::isInstance)
          .map(java.net.InetAddress::getHostAddress)
          .forEach(hosts::add);
      for (String host : hosts) {
        assertThatThrownBy(
                () ->
                    attacker.execute(
                        "SELECT dblink_connect('host="
                            + host
                            + " port="
                            + port
                            + " connect_timeout=2 user=x password=x dbname=x')"))
            .as(host)
            .hasMessageContaining("could not establish connection");
      }
      assertThat(listener.accept()).as("a connection that arrived").isNull();
    }
  }

  @Test
  void processesMemoryAndRoomHaveAnEnd() throws Exception {
    try (TestContainers containers = TestContainers.of(MAJOR)) {
      long freeBefore = Files.getFileStore(Path.of("/")).getUsableSpace();
      try (ContainerServer server = containers.start(MAJOR);
          Attacker attacker = new Attacker(server)) {
        assertThatThrownBy(
                () ->
                    attacker.execute(
                        "CREATE TABLE big AS SELECT repeat(md5(g::text), 40)"
                            + " FROM generate_series(1, 100000000) g"))
            .isInstanceOf(SQLException.class)
            .hasMessageContaining("No space left on device");
        assertThat(
                attacker.shell(
                    "i=0; while [ $i -lt 300 ]; do timeout 30 cat /dev/zero >/dev/null & i=$((i+1)); done; echo $i"))
            .as("a fork that is refused ends the shell")
            .doesNotContain("300");
      } catch (SQLException endedByTheKernel) {
        assertThat(SqlErrors.isConnectionLost(endedByTheKernel)).isTrue();
      }
      assertThat(containers.left()).isZero();
      assertThat(freeBefore - Files.getFileStore(Path.of("/")).getUsableSpace())
          .as("room that it took on this machine's disk")
          .isLessThan(512L << 20);
      try (ServerDryRunner runner = containers.runner()) {
        DryRunReport next =
            runner.run(on(MAJOR).change(WRAPPED, "CREATE TABLE t (id int)").request()).report();
        assertThat(next.status()).isEqualTo(Status.APPLIED);
      }
    }
  }

  @Test
  void whoKillsEverythingInTheContainerEndsIt() throws Exception {
    try (TestContainers containers = TestContainers.of(MAJOR);
        ContainerServer server = containers.start(MAJOR)) {
      Attacker attacker = new Attacker(server);
      assertThatThrownBy(() -> attacker.shell("kill -9 -1")).isInstanceOf(SQLException.class);
      assertThat(server.lastWords()).isNotEmpty();
      assertThatThrownBy(server::reportedVersion).isInstanceOf(SQLException.class);
    }
  }

  /** The superuser of the server. */
  private static final class Attacker implements AutoCloseable {
    private final Connection connection;

    Attacker(ContainerServer server) throws SQLException {
      this.connection = server.connectAsSuperuser(ClusterTemplate.DATABASE);
      execute("CREATE TEMP TABLE heard (line text)");
    }

    void execute(String sql) throws SQLException {
      try (Statement statement = connection.createStatement()) {
        statement.execute(sql);
      }
    }

    /** The lines that a shell's commands write. */
    List<String> shell(String commands) throws SQLException {
      execute("TRUNCATE heard");
      execute(
          "COPY heard FROM PROGRAM $cmd$exec 2>/dev/null; { "
              + commands.replace("\\", "\\\\")
              + "; } | cat; true$cmd$ (FORMAT csv, DELIMITER e'\\x01', QUOTE e'\\x02')");
      List<String> lines = new ArrayList<>();
      try (Statement statement = connection.createStatement();
          ResultSet rows = statement.executeQuery("SELECT coalesce(line, '') FROM heard")) {
        while (rows.next()) {
          lines.add(rows.getString(1));
        }
      }
      return lines;
    }

    String file(String path) throws SQLException, IOException {
      try (Statement statement = connection.createStatement();
          ResultSet rows = statement.executeQuery("SELECT pg_read_binary_file('" + path + "')")) {
        rows.next();
        return new String(rows.getBytes(1), java.nio.charset.StandardCharsets.UTF_8);
      }
    }

    @Override
    public void close() throws SQLException {
      connection.close();
    }
  }
}
