package dev.pgreview.cli.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pgreview.detect.Detected;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlainFolderTest {
  private final Path folder;

  PlainFolderTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private LocalChange change(BaseOptions options) throws CheckoutException {
    try (Checkout checkout = Checkout.open(folder)) {
      return checkout.change(options, List.of(), checkout.root());
    }
  }

  private void write(String path, byte[] bytes) throws Exception {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.write(file, bytes);
  }

  private void write(String path, String text) throws Exception {
    write(path, text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void nothingIsDeployedOutsideOfGit() throws Exception {
    write("sql/V1__a.sql", "SELECT 1;");
    LocalChange change = change(BaseOptions.NONE_GIVEN);
    assertThat(change.base()).isEqualTo("nothing counts as deployed (not in a git repository)");
    assertThat(change.change().changed()).hasSize(1);
    assertThat(
            change(new BaseOptions(Optional.empty(), Optional.of("1"), Optional.empty()))
                .change()
                .changed())
        .isEmpty();
    assertThatThrownBy(
            () -> change(new BaseOptions(Optional.of("main"), Optional.empty(), Optional.empty())))
        .isInstanceOf(CheckoutException.class)
        .hasMessageContaining("needs a git repository");
  }

  @Test
  void filesThatAreNoTextAreNotedAndNeverCrash() throws Exception {
    write("sql/V1__nul.sql", "SELECT 1;\u0000");
    write(
        "sql/V2__latin.sql", "SELECT 1;\nSELECT 'h\u00e9';".getBytes(StandardCharsets.ISO_8859_1));
    write("sql/V3__utf16.sql", "SELECT 1;".getBytes(StandardCharsets.UTF_16));
    write("sql/V4__bom.sql", "\uFEFFSELECT 1;");
    try (RandomAccessFile huge =
        new RandomAccessFile(folder.resolve("sql/V5__huge.sql").toFile(), "rw")) {
      huge.setLength(40L << 20);
    }
    LocalChange change = change(BaseOptions.NONE_GIVEN);
    assertThat(change.change().changed()).hasSize(5);
    assertThat(Detected.places(change.change().notices()))
        .contains(
            "UNREADABLE sql/V1__nul.sql:1",
            "DAMAGED sql/V2__latin.sql:1",
            "UNREADABLE sql/V3__utf16.sql:1",
            "UNREADABLE sql/V5__huge.sql:1")
        .doesNotContain("UNREADABLE sql/V4__bom.sql:1");
    assertThat(Detected.messages(change.change().notices()))
        .contains("line 2 has bytes that are no character")
        .contains("40.0 MB");
  }

  @Test
  void linksAreNotFollowed() throws Exception {
    write("sql/V1__a.sql", "SELECT 1;");
    Files.createSymbolicLink(folder.resolve("sql/V2__b.sql"), folder.resolve("sql/V1__a.sql"));
    Files.createSymbolicLink(folder.resolve("loop"), folder);
    LocalChange change = change(BaseOptions.NONE_GIVEN);
    assertThat(Detected.paths(change.change().changed()))
        .containsExactly("sql/V1__a.sql", "sql/V2__b.sql");
    assertThat(change.files().source("sql/V2__b.sql").text()).isEmpty();
    assertThat(Detected.places(change.change().notices()))
        .containsExactly("UNREADABLE sql/V2__b.sql:1");
  }
}
