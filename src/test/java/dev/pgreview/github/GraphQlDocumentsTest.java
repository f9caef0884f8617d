package dev.pgreview.github;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgreview.github.testing.Npm;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** GitHub's own GraphQL schema judges our documents. */
class GraphQlDocumentsTest {
  private static final Path SCRIPT = Path.of("src/test/npm/validate-graphql.mjs");
  private static final Path DOCUMENTS = Path.of("src/main/resources/dev/pgreview/github/graphql");

  @Test
  void everyDocumentFitsGitHubsSchema() throws Exception {
    List<Path> documents;
    try (Stream<Path> files = Files.list(DOCUMENTS)) {
      documents = files.sorted().toList();
    }
    assertThat(documents).hasSizeGreaterThanOrEqualTo(6);
    assertThat(problems(documents)).isEmpty();
  }

  @Test
  void aDocumentThatDoesNotFitIsSeen(@TempDir Path folder) throws Exception {
    Path wrong = folder.resolve("Wrong.graphql");
    Files.writeString(wrong, "query { viewer { nosuchfield } }");
    assertThat(problems(List.of(wrong))).contains("nosuchfield");
  }

  private static String problems(List<Path> documents) throws Exception {
    List<String> command = new ArrayList<>(List.of("node", "--input-type=module", "-"));
    documents.forEach(file -> command.add(file.toAbsolutePath().toString()));
    Process node =
        new ProcessBuilder(command)
            .directory(installed().toFile())
            .redirectInput(SCRIPT.toAbsolutePath().toFile())
            .redirectErrorStream(true)
            .start();
    try (InputStream out = node.getInputStream()) {
      String said = new String(out.readAllBytes(), StandardCharsets.UTF_8);
      assertThat(node.waitFor()).as(said).isZero();
      return said;
    }
  }

  private static Path installed() throws IOException {
    try {
      return Npm.installed();
    } catch (Npm.UnavailableException unavailable) {
      System.err.println(
          "SKIPPED: GraphQL documents are NOT held against GitHub's schema: "
              + unavailable.getMessage());
      return Assumptions.abort(String.valueOf(unavailable.getMessage()));
    }
  }
}
