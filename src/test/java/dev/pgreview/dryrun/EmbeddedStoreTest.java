package dev.pgreview.dryrun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedStoreTest {
  private final Path folder;

  EmbeddedStoreTest(@TempDir Path folder) throws IOException {
    this.folder = folder;
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @Test
  void whatIsWrittenIsThereAfterARestart() throws Exception {
    try (EmbeddedStore store = EmbeddedStore.start(folder)) {
      query(store, "CREATE TABLE kept AS SELECT 42 AS answer");
    }
    try (EmbeddedStore store = EmbeddedStore.start(folder)) {
      assertThat(query(store, "SELECT answer FROM kept")).isEqualTo("42");
      assertThat(query(store, "SHOW fsync")).isEqualTo("on");
    }
  }

  @Test
  void aSecondOneIsRefused() throws Exception {
    try (EmbeddedStore store = EmbeddedStore.start(folder)) {
      assertThat(query(store, "SELECT 1")).isEqualTo("1");
      assertThatThrownBy(() -> EmbeddedStore.start(folder))
          .isInstanceOf(ServerUnavailableException.class)
          .hasMessageContaining("another pgreview uses the store");
    }
  }

  @Test
  void nobodyElseGetsIn() throws Exception {
    try (EmbeddedStore store = EmbeddedStore.start(folder)) {
      assertThatThrownBy(
              () -> DriverManager.getConnection(store.url(), store.user(), "guess").close())
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("password");
      Path password = folder.resolve("store-17").resolve("password");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(password)))
          .isEqualTo("rw-------");
    }
  }

  private static String query(EmbeddedStore store, String sql) throws SQLException {
    try (Connection session =
            DriverManager.getConnection(store.url(), store.user(), store.password());
        var statement = session.createStatement()) {
      if (!statement.execute(sql)) {
        return "";
      }
      try (ResultSet row = statement.getResultSet()) {
        row.next();
        return row.getString(1);
      }
    }
  }
}
