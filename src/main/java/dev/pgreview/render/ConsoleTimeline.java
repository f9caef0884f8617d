package dev.pgreview.render;

import java.util.ArrayList;
import java.util.List;

/**
 * Locks over statements as bars. A column is a statement, not a time: seconds beside hours would
 * leave nothing to see. The times stand above and beside the bars.
 */
final class ConsoleTimeline {
  private static final int MOST_STEPS = 40;
  private static final int MOST_LANES = 24;
  private static final int WIDEST_NAME = 32;
  private static final int WIDEST_STEP = 12;

  private final Timeline timeline;
  private final ConsoleOptions options;
  private final Paint paint;
  private final StringBuilder out;

  ConsoleTimeline(Timeline timeline, ConsoleOptions options, StringBuilder out) {
    this.timeline = timeline;
    this.options = options;
    this.paint = options.paint();
    this.out = out;
  }

  void write() {
    if (timeline.isEmpty()) {
      return;
    }
    int steps = Math.min(timeline.steps().size(), MOST_STEPS);
    List<Timeline.Lane> lanes =
        timeline.lanes().subList(0, Math.min(timeline.lanes().size(), MOST_LANES));
    int name =
        lanes.stream()
            .mapToInt(lane -> DisplayText.width(DisplayText.visible(lane.relation().sql())))
            .max()
            .orElse(0);
    name = Math.clamp(name, "transaction".length(), WIDEST_NAME);
    List<Integer> widths = widths(steps, name);
    out.append(paint.bold("Timeline")).append("  ").append(legend()).append('\n');
    head("transaction", name, transactionCells(steps, widths));
    head("line", name, stepCells(steps, widths, false));
    head("takes", name, stepCells(steps, widths, true));
    for (Timeline.Lane lane : lanes) {
      lane(lane, name, steps, widths);
    }
    cutNote(steps, lanes.size());
    out.append('\n');
  }

  private String legend() {
    return paint.faint("blocks ")
        + paint.blocking(Blocking.READS_AND_WRITES, "█ reads and writes")
        + "  "
        + paint.blocking(Blocking.WRITES, "▓ writes")
        + "  "
        + paint.blocking(Blocking.MAINTENANCE, "░ DDL, autovacuum");
  }

  private List<Integer> widths(int steps, int name) {
    int room = options.width() - name - 4 - timeline.transactions().size();
    List<Integer> widths = new ArrayList<>();
    for (int i = 0; i < steps; i++) {
      widths.add(Math.clamp(room / Math.max(1, steps), 3, WIDEST_STEP));
    }
    return widths;
  }

  private void head(String title, int name, String cells) {
    out.append(paint.faint("  " + DisplayText.padded(title, name) + " " + cells.stripTrailing()))
        .append('\n');
  }

  private String transactionCells(int steps, List<Integer> widths) {
    StringBuilder line = new StringBuilder();
    for (Timeline.Span span : timeline.transactions()) {
      if (span.from() >= steps) {
        break;
      }
      int width = total(widths, span.from(), Math.min(span.to(), steps));
      line.append('│').append(cell(span.number() + " " + file(span), width));
    }
    return line.toString();
  }

  private String file(Timeline.Span span) {
    String path = timeline.steps().get(span.from()).statement().file();
    return DisplayText.visible(path.substring(path.lastIndexOf('/') + 1));
  }

  private String stepCells(int steps, List<Integer> widths, boolean times) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < steps; i++) {
      Timeline.Step step = timeline.steps().get(i);
      String text =
          times
              ? Amounts.time(step.seconds()).replace(" ", "")
              : Integer.toString(step.statement().span().line());
      line.append(startsTransaction(i) ? "│" : "").append(cell(text, widths.get(i)));
    }
    return line.toString();
  }

  private void lane(Timeline.Lane lane, int name, int steps, List<Integer> widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < steps; i++) {
      line.append(startsTransaction(i) ? paint.faint("│") : "");
      line.append(bar(lane, i, widths.get(i)));
    }
    double longest = lane.bars().stream().mapToDouble(Timeline.Bar::seconds).max().orElse(0);
    out.append("  ")
        .append(
            DisplayText.padded(
                DisplayText.cut(DisplayText.visible(lane.relation().sql()), name), name))
        .append(' ')
        .append(line)
        .append(paint.faint(longest >= 1 ? " " + Amounts.time(longest) : ""))
        .append('\n');
  }

  private String bar(Timeline.Lane lane, int step, int width) {
    for (Timeline.Bar bar : lane.bars()) {
      if (bar.from() <= step && step < bar.to()) {
        Blocking blocking = Blocking.of(bar.mode());
        String shade =
            switch (blocking) {
              case READS_AND_WRITES -> "█";
              case WRITES -> "▓";
              case MAINTENANCE, DDL -> "░";
            };
        return paint.blocking(blocking, shade.repeat(width));
      }
    }
    return " ".repeat(width);
  }

  private void cutNote(int steps, int lanes) {
    int moreSteps = timeline.steps().size() - steps;
    int moreLanes = timeline.lanes().size() - lanes;
    if (moreSteps > 0 || moreLanes > 0) {
      out.append(
          paint.faint(
              "  not drawn: "
                  + Amounts.count(moreSteps, "further statement")
                  + ", "
                  + Amounts.count(moreLanes, "further relation")
                  + " (--format html draws all)\n"));
    }
  }

  private boolean startsTransaction(int step) {
    return timeline.transactions().stream().anyMatch(span -> span.from() == step);
  }

  private static int total(List<Integer> widths, int from, int to) {
    return widths.subList(from, to).stream().mapToInt(Integer::intValue).sum();
  }

  private static String cell(String text, int width) {
    return DisplayText.padded(DisplayText.cut(text, width - 1), width);
  }
}
