package dev.pgreview.render;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Locks over statements and transactions, drawn. */
final class SvgTimeline {
  private static final int CHARACTER = 8;
  private static final int LONGEST_NAME = 36;
  private static final int ROW = 28;
  private static final int HEAD = 62;
  private static final int NARROWEST = 64;
  private static final int PER_POWER_OF_TEN = 24;

  /** What the page has room for; a longer drawing is scrolled. */
  private static final int FULL_WIDTH = 1030;

  private static final double MOST_STRETCH = 2.5;

  private final Timeline timeline;
  private final HtmlText out;
  private final int left;
  private final List<Integer> edges = new ArrayList<>();

  SvgTimeline(Timeline timeline, HtmlText out) {
    this.timeline = timeline;
    this.out = out;
    int longest = timeline.lanes().stream().mapToInt(lane -> name(lane).length()).max().orElse(0);
    this.left = longest * CHARACTER + 12;
    double natural = timeline.steps().stream().mapToDouble(SvgTimeline::width).sum();
    double stretch = Math.clamp((FULL_WIDTH - left) / natural, 1, MOST_STRETCH);
    double at = left;
    edges.add(left);
    for (Timeline.Step step : timeline.steps()) {
      at += width(step) * stretch;
      edges.add((int) at);
    }
  }

  private static double width(Timeline.Step step) {
    return NARROWEST + PER_POWER_OF_TEN * Math.log10(1 + step.seconds() * 1000);
  }

  void write() {
    int width = edges.getLast() + 8;
    int height = HEAD + timeline.lanes().size() * ROW + 8;
    out.raw(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" aria-labelledby=\"timeline-title timeline-text\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\">\n"
            .formatted(width, height, width, height));
    out.raw("<title id=\"timeline-title\">Lock timeline</title>\n<desc id=\"timeline-text\">")
        .text(description())
        .raw("</desc>\n");
    for (int i = 0; i < timeline.transactions().size(); i++) {
      transaction(timeline.transactions().get(i), i, height);
    }
    for (int i = 0; i < timeline.steps().size(); i++) {
      step(i);
    }
    for (int i = 0; i < timeline.lanes().size(); i++) {
      lane(timeline.lanes().get(i), HEAD + i * ROW);
    }
    out.raw("</svg>\n");
  }

  /** What the drawing shows, for those who do not see it; the table says the rest. */
  private String description() {
    return timeline.lanes().stream()
        .map(
            lane ->
                lane.relation().sql()
                    + ": "
                    + lane.bars().stream().map(this::described).collect(Collectors.joining(", ")))
        .collect(Collectors.joining("; "));
  }

  private String described(Timeline.Bar bar) {
    return bar.mode().sql()
        + " from line "
        + timeline.steps().get(bar.from()).statement().span().line()
        + " for "
        + Amounts.time(bar.seconds())
        + ", blocks "
        + Blocking.of(bar.mode()).text();
  }

  private void transaction(Timeline.Span span, int number, int height) {
    int from = edges.get(span.from());
    int width = edges.get(span.to()) - from;
    if (number % 2 == 0) {
      out.raw(
          "<rect class=\"band\" x=\"%d\" y=\"0\" width=\"%d\" height=\"%d\"/>\n"
              .formatted(from, width, height));
    }
    String file = timeline.steps().get(span.from()).statement().file();
    String label =
        "transaction "
            + span.number()
            + ", "
            + Amounts.time(span.seconds())
            + ", "
            + file.substring(file.lastIndexOf('/') + 1);
    text("", from + 6, 17, DisplayText.cut(DisplayText.visible(label), (width - 8) / 7));
  }

  private void step(int index) {
    Timeline.Step step = timeline.steps().get(index);
    int x = edges.get(index) + 6;
    text("soft", x, 36, "line " + step.statement().span().line());
    text("soft", x, 51, (step.estimated() ? "≈ " : "") + Amounts.time(step.seconds()));
  }

  private void lane(Timeline.Lane lane, int y) {
    out.raw(
        "<line class=\"rule\" x1=\"0\" y1=\"%d\" x2=\"%d\" y2=\"%d\"/>\n"
            .formatted(y, edges.getLast(), y));
    text("name", 0, y + 18, name(lane));
    for (Timeline.Bar bar : lane.bars()) {
      int x = edges.get(bar.from());
      int width = edges.get(bar.to()) - x - 3;
      out.raw("<g><title>").text(described(bar)).raw("</title>");
      out.raw(
          "<rect class=\"bar %s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"3\"/>"
              .formatted(
                  HtmlLocks.cssClass(Blocking.of(bar.mode())), x + 1, y + 4, width, ROW - 8));
      String label = bar.mode().sql();
      if (label.length() * CHARACTER < width) {
        text("bar-text", x + 8, y + 18, label);
      }
      out.raw("</g>\n");
    }
  }

  private void text(String classes, int x, int y, String text) {
    out.raw("<text class=\"%s\" x=\"%d\" y=\"%d\">".formatted(classes, x, y))
        .text(text)
        .raw("</text>\n");
  }

  private static String name(Timeline.Lane lane) {
    return DisplayText.cut(DisplayText.visible(lane.relation().sql()), LONGEST_NAME);
  }
}
