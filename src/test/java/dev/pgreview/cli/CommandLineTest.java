package dev.pgreview.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CommandLineTest {
  private final Path folder;

  CommandLineTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void helpNamesEveryCommand() {
    CommandRun help = CommandRun.in(folder, "--help");
    assertThat(help.code()).isZero();
    assertThat(help.err()).isEmpty();
    for (String command : Commands.NAMES) {
      assertThat(help.out()).contains("\n  " + command + " ");
      CommandRun own = CommandRun.in(folder, command, "--help");
      assertThat(own.code()).isZero();
      assertThat(own.out()).startsWith("Usage: pgreview " + command);
    }
  }

  @Test
  void versionIsOneLine() {
    CommandRun version = CommandRun.in(folder, "--version");
    assertThat(version.code()).isZero();
    assertThat(version.out()).matches("pgreview \\S+\n");
  }

  @Test
  void mistypedCommandsAndOptionsAreGuessed() {
    assertThat(CommandRun.in(folder, "ruels").err())
        .startsWith("pgreview: there is no command `ruels`; did you mean `rules`?\n");
    assertThat(CommandRun.in(folder, "rules", "--frmat", "json").err())
        .startsWith("pgreview: there is no option `--frmat`; did you mean `--format`?\n");
    assertThat(CommandRun.in(folder, "config", "chek").err()).contains("did you mean `check`?");
  }

  @Test
  void badArgumentsAreExitCodeTwoAndOneMessage() {
    for (String[] args :
        List.of(
            new String[] {},
            new String[] {"nonsense"},
            new String[] {"rules", "--format", "pdf"},
            new String[] {"rules", "extra"},
            new String[] {"--color", "sometimes", "rules"},
            new String[] {"config"},
            new String[] {"config", "check", "missing.yml"})) {
      CommandRun run = CommandRun.in(folder, args);
      assertThat(run.code()).as(String.join(" ", args)).isEqualTo(2);
      assertThat(run.err()).startsWith("pgreview: ").doesNotContain("\tat ");
    }
  }

  @Test
  void verboseShowsTheStackTraceAndNothingElseDoes() {
    assertThat(CommandRun.in(folder, "config", "check", "--verbose", "missing.yml").err())
        .contains("\tat dev.pgreview");
    assertThat(CommandRun.in(folder, "config", "check", "missing.yml").err())
        .isEqualTo(
            "pgreview: the configuration " + folder.resolve("missing.yml") + " does not exist\n");
  }

  @Test
  void rulesAreListedInEveryFormat() {
    assertThat(CommandRun.in(folder, "rules").out()).contains("create-index-blocking");
    assertThat(CommandRun.in(folder, "rules", "--format", "markdown").out())
        .contains("| [create-index-blocking](docs/rules/create-index-blocking.md) | error |");
    JsonNode json =
        JsonMapper.shared().readTree(CommandRun.in(folder, "rules", "--format", "json").out());
    assertThat(json.size()).isGreaterThan(60);
    for (JsonNode rule : json) {
      assertThat(rule.propertyNames())
          .contains(
              "id",
              "severity",
              "category",
              "summary",
              "catalogue",
              "equivalents",
              "postgres",
              "docs");
      assertThat(rule.get("postgres").asString()).matches("1[4-8]\\.\\.1[4-8]");
    }
  }

  @Test
  void aConfigMistakeIsNamedWithItsLineAndWhatWasMeant() throws Exception {
    Path file = folder.resolve(".pgreview.yml");
    Files.writeString(file, "fail_on: error\npostgers: 16\n");
    CommandRun run = CommandRun.in(folder, "config", "check");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out()).startsWith(".pgreview.yml:2:1: ").contains("did you mean `postgres`?");
    assertThat(run.err()).isEqualTo("pgreview: the configuration has a mistake\n");
    Files.writeString(file, "postgres: 16\n");
    assertThat(CommandRun.in(folder, "config", "check")).extracting(CommandRun::code).isEqualTo(0);
    assertThat(CommandRun.in(folder, "config", "check", ".pgreview.yml").code()).isZero();
  }

  @Test
  void keysThatDoNothingYetAreNamed() throws Exception {
    Path file = folder.resolve(".pgreview.yml");
    Files.writeString(
        file, "naming: {index: x}\ndry_run:\n  timeout: 5m\n  fill_rows: 100\npii: {}\n");
    CommandRun run = CommandRun.in(folder, "config", "check");
    assertThat(run.code()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .isEqualTo(
            """
            .pgreview.yml:1:1: notice: `naming` is read and checked, and has no effect yet
            .pgreview.yml:4:3: notice: `dry_run.fill_rows` is read and checked, and has no effect yet
            .pgreview.yml:5:1: notice: `pii` is read and checked, and has no effect yet
            .pgreview.yml: no mistakes
            """);
    Files.writeString(file, "dry_run: {timeout: 5m}\n");
    assertThat(CommandRun.in(folder, "config", "check").out())
        .isEqualTo(".pgreview.yml: no mistakes\n");
  }

  @Test
  void initWritesAValidConfigurationAndOverwritesNothing() throws Exception {
    assertThat(CommandRun.in(folder, "init").code()).isZero();
    assertThat(CommandRun.in(folder, "config", "check").code()).isZero();
    Files.writeString(folder.resolve(".pgreview.yml"), "postgres: 14\n");
    CommandRun again = CommandRun.in(folder, "init");
    assertThat(again.code()).isEqualTo(2);
    assertThat(again.err()).contains("is there already; --force overwrites it");
    assertThat(folder.resolve(".pgreview.yml")).hasContent("postgres: 14");
    assertThat(CommandRun.in(folder, "init", "--force").code()).isZero();
    assertThat(folder.resolve(".pgreview.yml")).content().contains("fail_on: error");
  }

  @Test
  void initWritesHookAndWorkflowIntoTheRepository() throws Exception {
    assertThat(CommandRun.in(folder, "init", "hook").err()).contains("not inside a git repository");
    Files.createDirectories(folder.resolve(".git"));
    Files.createDirectories(folder.resolve("sub"));
    assertThat(CommandRun.in(folder.resolve("sub"), "init", "hook", "workflow").code()).isZero();
    assertThat(folder.resolve(".git/hooks/pre-commit")).isExecutable();
    assertThat(folder.resolve(".git/hooks/pre-commit")).content().contains("review --no-dry-run");
    assertThat(folder.resolve(".github/workflows/pgreview.yml"))
        .content()
        .contains(".pgreview-tool/action");
  }

  @Test
  void coloursAreUsedOnTerminalsUnlessSomebodyDoesNotWantThem() {
    String escape = "\u001b[";
    assertThat(CommandRun.in(folder, "--help").out()).doesNotContain(escape);
    CommandRun.Setup terminal = CommandRun.setup(folder).onTerminal();
    assertThat(terminal.run("--help", "--color=always").out()).contains(escape);
    assertThat(terminal.environment("NO_COLOR", "1").run("--help").out()).doesNotContain(escape);
  }
}
