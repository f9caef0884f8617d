package dev.pgreview.github.testing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * Packages of npm that tests use: pinned, with their checksums, kept in the cache of the user.
 * Nothing of them is in the repository.
 */
public final class Npm {
  private static final Path LOCK = Path.of("src/test/npm");
  private static final long MINUTES = 5;

  private Npm() {}

  /** npm cannot be run or does not reach its registry. */
  public static final class UnavailableException extends Exception {
    private static final long serialVersionUID = 1;

    UnavailableException(String message) {
      super(message);
    }
  }

  /** The folder in which results are kept. */
  static Path cache() throws IOException {
    String configured = System.getenv("XDG_CACHE_HOME");
    Path base =
        configured == null || configured.isBlank()
            ? Path.of(System.getProperty("user.home"), ".cache")
            : Path.of(configured);
    return Files.createDirectories(base.resolve("pgreview"));
  }

  /**
   * The folder with {@code node_modules} of {@code src/test/npm}, exactly as its lock file says.
   *
   * @throws UnavailableException when they are not kept yet and cannot be fetched
   */
  public static synchronized Path installed() throws IOException, UnavailableException {
    String version = run(LOCK, List.of("node", "--version"));
    if (!version.matches("v(2[0-9]|[3-9][0-9])\\..*")) {
      throw new UnavailableException("Node is " + version + "; it must be 20 or newer");
    }
    byte[] lock = Files.readAllBytes(LOCK.resolve("package-lock.json"));
    Path kept = cache().resolve("npm-" + HexFormat.of().formatHex(sha512(lock), 0, 8));
    if (Files.exists(kept.resolve("node_modules"))) {
      return kept;
    }
    Path fresh = Files.createTempDirectory(cache(), "npm");
    for (String file : List.of("package.json", "package-lock.json")) {
      Files.copy(LOCK.resolve(file), fresh.resolve(file));
    }
    run(fresh, List.of("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"));
    try {
      Files.move(fresh, kept, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException already) {
      // Another build was faster.
      delete(fresh);
    }
    return kept;
  }

  /**
   * One file of a package, kept in the cache.
   *
   * @param spec name and exact version
   * @param sha512 base64 of the tarball's checksum
   * @throws UnavailableException when it is not kept yet and cannot be fetched
   */
  public static synchronized byte[] kept(String spec, String sha512, String path)
      throws IOException, UnavailableException {
    String name = spec + "-" + path;
    Path kept = cache().resolve(name.replaceAll("[^A-Za-z0-9.-]", "-").replaceFirst("^-+", ""));
    if (!Files.exists(kept)) {
      Path fresh = Files.createTempFile(cache(), "npm", ".file");
      Files.write(fresh, file(spec, sha512, path));
      Files.move(fresh, kept, StandardCopyOption.ATOMIC_MOVE);
    }
    return Files.readAllBytes(kept);
  }

  /**
   * One file of a package that is too large to be unpacked as a whole.
   *
   * @param spec name and exact version
   * @param sha512 base64 of the tarball's checksum
   * @throws UnavailableException when it cannot be fetched
   */
  static byte[] file(String spec, String sha512, String path)
      throws IOException, UnavailableException {
    Path directory = Files.createTempDirectory(cache(), "npm");
    try {
      run(directory, List.of("npm", "pack", "--loglevel=error", spec));
      byte[] tarball;
      try (Stream<Path> files = Files.list(directory)) {
        tarball = Files.readAllBytes(files.findFirst().orElseThrow());
      }
      String found = Base64.getEncoder().encodeToString(sha512(tarball));
      if (!found.equals(sha512)) {
        throw new IllegalStateException(
            "the checksum of " + spec + " is " + found + " and not the pinned one");
      }
      return entry(tarball, path);
    } finally {
      delete(directory);
    }
  }

  private static byte[] entry(byte[] tarball, String path) throws IOException {
    try (InputStream unpacked = new GZIPInputStream(new ByteArrayInputStream(tarball));
        TarArchiveInputStream tar = new TarArchiveInputStream(unpacked)) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        if (entry.getName().equals(path)) {
          return tar.readAllBytes();
        }
      }
    }
    throw new IllegalStateException("no file " + path);
  }

  private static String run(Path directory, List<String> command)
      throws IOException, UnavailableException {
    Process process;
    try {
      process =
          new ProcessBuilder(new ArrayList<>(command))
              .directory(directory.toFile())
              .redirectErrorStream(true)
              .start();
    } catch (IOException notFound) {
      throw new UnavailableException(command.getFirst() + " is not installed");
    }
    try (InputStream out = process.getInputStream()) {
      String said = new String(out.readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
        process.destroyForcibly();
        throw new UnavailableException(String.join(" ", command) + " failed: " + said.strip());
      }
      return said.strip();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
      throw new UnavailableException("interrupted");
    }
  }

  private static byte[] sha512(byte[] content) {
    try {
      return MessageDigest.getInstance("SHA-512").digest(content);
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException(missing);
    }
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
