package dev.pgreview.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PlanDocumentationTest {
  /** That this plan passes is shown by {@link PlanGateTest}. */
  @Test
  void theDocumentedExampleIsTheOneThatPasses() throws IOException {
    assertThat(page()).contains("````markdown\n" + PlanGateTest.PLAN + "````\n");
  }

  @Test
  void everySectionIsDocumented() throws IOException {
    String page = page();
    for (PlanSection section : PlanSection.values()) {
      assertThat(page).contains("| " + section.title() + " |");
    }
  }

  private static String page() throws IOException {
    return Files.readString(Path.of("docs/plan.md"));
  }
}
