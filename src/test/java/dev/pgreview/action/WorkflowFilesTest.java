package dev.pgreview.action;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgreview.github.testing.Npm;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** GitHub's own language service judges action.yml and the workflow that we write for people. */
class WorkflowFilesTest {
  private static final Path SCRIPT = Path.of("src/test/npm/validate-workflows.mjs");
  private static final Path ACTION = Path.of("action/action.yml");
  private static final Path WORKFLOW =
      Path.of("src/main/resources/dev/pgreview/cli/starter-workflow.yml");

  @Test
  void ourFilesAreValid() throws Exception {
    assertThat(problems(ACTION, WORKFLOW)).isEmpty();
  }

  @Test
  void aMistakeIsSeen(@TempDir Path folder) throws Exception {
    Path action = folder.resolve("action.yml");
    Path workflow = folder.resolve("workflow.yml");
    Files.writeString(action, Files.readString(ACTION).replace("shell: bash", "shel: bash"));
    Files.writeString(workflow, Files.readString(WORKFLOW).replace("runs-on", "run-on"));
    assertThat(problems(action, workflow))
        .contains("Unexpected value 'shel'")
        .contains("Unexpected value 'run-on'");
  }

  /** Every output that is promised is written, and every input is used. */
  @Test
  void inputsAndOutputsAreThoseOfTheCommand() throws Exception {
    String action = Files.readString(ACTION);
    String code =
        Files.readString(Path.of("src/main/java/dev/pgreview/action/StepFiles.java"))
            + Files.readString(Path.of("src/main/java/dev/pgreview/action/ActionEnvironment.java"));
    List<String> outputs =
        Pattern.compile("steps\\.review\\.outputs\\.(\\w+) }}\n")
            .matcher(action)
            .results()
            .map(found -> found.group(1))
            .distinct()
            .toList();
    assertThat(outputs)
        .contains("conclusion", "errors", "warnings", "plan", "published", "report")
        .allSatisfy(output -> assertThat(code).containsPattern("[\"n]" + output + "="));
    assertThat(action).contains("PGREVIEW_TOKEN: ${{ inputs.token }}");
    assertThat(code).contains("\"PGREVIEW_TOKEN\"");
  }

  /** A step that fails ends the job: what is to be kept is kept before the review. */
  @Test
  void theBuildIsKeptBeforeTheReviewMayFail() throws Exception {
    List<Map<?, ?>> steps = steps();
    List<String> names = steps.stream().map(step -> String.valueOf(step.get("name"))).toList();
    assertThat(names)
        .containsSubsequence("Take the kept build", "Build", "Keep the build", "Review");
    Map<?, ?> taken = steps.get(names.indexOf("Take the kept build"));
    Map<?, ?> kept = steps.get(names.indexOf("Keep the build"));
    assertThat((String) taken.get("uses")).startsWith("actions/cache/restore@");
    assertThat((String) kept.get("uses")).startsWith("actions/cache/save@");
    assertThat(kept.get("with")).isEqualTo(taken.get("with"));
    assertThat(kept.get("if")).isEqualTo("${{ steps.kept.outputs.cache-hit != 'true' }}");
    assertThat(taken.get("id")).isEqualTo("kept");
    // One that saves when the job ends saves nothing of a job that failed.
    assertThat(Files.readString(ACTION)).doesNotContain("actions/cache@");
    assertThat((String) steps.get(names.indexOf("Build")).get("run"))
        .contains("pgreview\" --version");
  }

  private static List<Map<?, ?>> steps() throws IOException {
    Object action =
        new Load(LoadSettings.builder().build()).loadFromString(Files.readString(ACTION));
    Map<?, ?> runs = (Map<?, ?>) Objects.requireNonNull(((Map<?, ?>) action).get("runs"));
    List<Map<?, ?>> steps = new ArrayList<>();
    for (Object step : (List<?>) Objects.requireNonNull(runs.get("steps"))) {
      steps.add((Map<?, ?>) step);
    }
    return steps;
  }

  private static String problems(Path action, Path workflow) throws Exception {
    Process node =
        new ProcessBuilder(
                "node",
                "--input-type=module",
                "-",
                action.toAbsolutePath().toString(),
                workflow.toAbsolutePath().toString())
            .directory(installed().toFile())
            .redirectInput(SCRIPT.toAbsolutePath().toFile())
            .redirectErrorStream(true)
            .start();
    String said = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    assertThat(node.waitFor()).as(said).isEqualTo(said.isEmpty() ? 0 : 1);
    return said;
  }

  private static Path installed() throws IOException {
    try {
      return Npm.installed();
    } catch (Npm.UnavailableException unavailable) {
      System.err.println(
          "SKIPPED: action.yml is NOT held against GitHub's language service: "
              + unavailable.getMessage());
      return Assumptions.abort(String.valueOf(unavailable.getMessage()));
    }
  }
}
