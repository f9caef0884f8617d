package dev.pgreview.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class StatementCommentsTest {
  /** For the goldens: each comment with its place. */
  static String text(List<StatementComment> comments) {
    return comments.stream()
        .map(c -> c.path() + ":" + c.startLine() + "-" + c.endLine() + "\n\n" + c.body())
        .collect(java.util.stream.Collectors.joining("\n=====\n\n"));
  }

  @Test
  void oneCommentForEachStatementWithAllThatWasFoundInIt() {
    List<StatementComment> comments = StatementComments.of(SampleReports.risky());
    assertThat(comments).isNotEmpty();
    assertThat(comments).extracting(StatementComment::key).doesNotHaveDuplicates();
  }

  @Test
  void annotationsSpeakOfThePlanAndTheDryRunToo() {
    assertThat(Annotation.of(SampleReports.risky()))
        .extracting(Annotation::title)
        .contains("plan-gate");
    assertThat(Annotation.of(SampleReports.broken()))
        .extracting(Annotation::title)
        .contains("dry-run");
    assertThat(Annotation.of(SampleReports.safe())).isEmpty();
  }

  @Test
  void aHeadlineIsOneLine() {
    SampleReports.all()
        .values()
        .forEach(report -> assertThat(Headline.of(report)).hasLineCount(1).isNotBlank());
  }
}
