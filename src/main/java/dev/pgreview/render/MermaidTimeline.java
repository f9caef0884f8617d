package dev.pgreview.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The timeline as a Mermaid gantt chart, with a heading. Mermaid has no escapes in chart text, so
 * whatever is no letter, digit or plain separator is replaced.
 */
final class MermaidTimeline {
  private static final int MOST_BARS = 60;

  /** Of the whole, so that a fast statement is still seen. */
  private static final double NARROWEST = 0.02;

  /** Seconds since the start in d3's notation: minutes and hours would be in the reader's zone. */
  @SuppressWarnings("OrphanedFormatString")
  private static final String HEAD =
      """
      ### Lock timeline

      ```mermaid
      gantt
        dateFormat x
        axisFormat %s s
      """;

  private MermaidTimeline() {}

  /** Empty when nothing worth drawing is locked. */
  static Optional<String> of(Timeline timeline) {
    if (timeline.isEmpty()) {
      return Optional.empty();
    }
    List<Long> starts = starts(timeline);
    StringBuilder chart = new StringBuilder(HEAD);
    int drawn = 0;
    for (Timeline.Lane lane : timeline.lanes()) {
      if (drawn >= MOST_BARS) {
        break;
      }
      chart.append("  section ").append(plain(lane.relation().sql())).append('\n');
      for (Timeline.Bar bar : lane.bars()) {
        drawn++;
        chart.append(
            String.format(
                Locale.ROOT,
                "  %s from line %d :%s%d, %d\n",
                bar.mode().sql(),
                timeline.steps().get(bar.from()).statement().span().line(),
                tag(Blocking.of(bar.mode())),
                starts.get(bar.from()),
                starts.get(bar.to())));
      }
    }
    chart.append("```\n\n");
    chart.append(
        "Red blocks reads and writes, blue blocks writes, grey blocks DDL and autovacuum. Seconds are"
            + " estimates for production where there are any; short locks are drawn longer than they"
            + " are.\n\n");
    return Optional.of(chart.toString());
  }

  private static String tag(Blocking blocking) {
    return switch (blocking) {
      case READS_AND_WRITES -> "crit, ";
      case WRITES -> "active, ";
      case MAINTENANCE, DDL -> "done, ";
    };
  }

  /** Milliseconds at which each step starts, and at last the end. */
  private static List<Long> starts(Timeline timeline) {
    double total = timeline.steps().stream().mapToDouble(Timeline.Step::seconds).sum();
    double least = Math.max(total * NARROWEST, 0.001);
    List<Long> starts = new ArrayList<>();
    double at = 0;
    starts.add(0L);
    for (Timeline.Step step : timeline.steps()) {
      at += Math.max(step.seconds(), least);
      starts.add(Math.round(at * 1000));
    }
    return starts;
  }

  private static String plain(String name) {
    String plain = name.replaceAll("[^\\p{L}\\p{N}_. -]", "");
    return plain.isBlank() ? "unnamed" : DisplayText.cut(plain, 60);
  }
}
