package dev.pgreview.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A plan file, cut at its headings.
 *
 * @param sections in the order written; text before the first heading is a section without title
 * @param tooLarge it was not read
 */
public record MigrationPlan(String path, List<Section> sections, boolean tooLarge) {
  public MigrationPlan {
    sections = List.copyOf(sections);
  }

  /**
   * A heading with what follows it up to the next heading.
   *
   * @param line of the heading, from 1
   * @param covers what it is about; of an unrecognised heading what the one above it is about
   */
  public record Section(String title, int line, Set<PlanSection> covers, List<Block> blocks) {
    public Section {
      covers = Set.copyOf(covers);
      blocks = List.copyOf(blocks);
    }
  }

  /** A piece of text as a reader sees it; HTML comments are no text. */
  public sealed interface Block {
    /** The first line, from 1. */
    int line();

    String text();
  }

  /**
   * A paragraph, a list item's paragraph, or a table's row with {@code " | "} between its cells.
   *
   * @param text without markup; line breaks are kept
   * @param words the same without inline code
   * @param code its inline code
   */
  public record Prose(String text, String words, int line, Form form, List<String> code)
      implements Block {
    public Prose {
      code = List.copyOf(code);
    }
  }

  /** Where prose stands. */
  public enum Form {
    PARAGRAPH,
    LIST_ITEM,
    TABLE_HEADER,
    TABLE_ROW
  }

  /**
   * A code block.
   *
   * @param line of its first line of code
   * @param language the fence's first word, lower case; empty for none
   */
  public record Code(String text, int line, String language) implements Block {}

  List<Section> covering(PlanSection wanted) {
    return sections.stream().filter(section -> section.covers().contains(wanted)).toList();
  }

  /** All that a reader sees. */
  String visibleText() {
    List<String> texts = new ArrayList<>();
    for (Section section : sections) {
      texts.add(section.title());
      section.blocks().forEach(block -> texts.add(block.text()));
    }
    return String.join("\n", texts);
  }
}
