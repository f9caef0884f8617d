package dev.pgreview.plan;

import dev.pgreview.plan.MigrationPlan.Block;
import dev.pgreview.plan.MigrationPlan.Section;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Gathers blocks under their headings. Mutable, for one thread. */
final class PlanOutline {
  private final List<Section> sections = new ArrayList<>();
  private final Deque<Open> above = new ArrayDeque<>();
  private final boolean titled;
  private Open current = new Open(0, "", 1, EnumSet.noneOf(PlanSection.class));
  private List<Block> blocks = new ArrayList<>();

  private record Open(int level, String title, int line, Set<PlanSection> covers) {}

  /**
   * @param titled the only heading of level 1 is the document's title and announces nothing
   */
  PlanOutline(boolean titled) {
    this.titled = titled;
  }

  void heading(int level, String title, int line) {
    close();
    while (!above.isEmpty() && above.peek().level >= level) {
      above.pop();
    }
    boolean documentTitle = titled && level == 1;
    Set<PlanSection> covers = documentTitle ? EnumSet.noneOf(PlanSection.class) : covers(title);
    current = new Open(level, title, line, covers);
    above.push(current);
  }

  /** By its own words; else with those of the heading above it; else what that one covers. */
  private Set<PlanSection> covers(String title) {
    Set<PlanSection> own = PlanSection.announcedBy(title);
    if (!own.isEmpty() || above.isEmpty() || above.peek().covers.isEmpty()) {
      return own;
    }
    Open parent = above.peek();
    Set<PlanSection> together = PlanSection.announcedBy(parent.title + " " + title);
    return together.isEmpty() ? parent.covers : together;
  }

  void add(Block block) {
    blocks.add(block);
  }

  List<Section> sections() {
    close();
    return List.copyOf(sections);
  }

  private void close() {
    if (!current.title.isEmpty() || current.level > 0 || !blocks.isEmpty()) {
      sections.add(new Section(current.title, current.line, current.covers, blocks));
    }
    blocks = new ArrayList<>();
    current = new Open(0, "", current.line, EnumSet.noneOf(PlanSection.class));
  }
}
