package dev.pgreview.plan;

import dev.pgreview.migration.SourceFile;
import java.util.List;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Document;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;
import org.jspecify.annotations.Nullable;

/** Reads a plan as CommonMark with tables. Never throws for what the text says. */
public final class PlanParser {
  private static final int MOST_CHARACTERS = 300_000;

  /** Deeper nesting is text, so that no walk over the tree runs out of stack. */
  private static final int DEEPEST = 100;

  private static final Parser MARKDOWN =
      Parser.builder()
          .extensions(List.of(TablesExtension.create()))
          .includeSourceSpans(IncludeSourceSpans.BLOCKS)
          .maxOpenBlockParsers(DEEPEST)
          .maxInlineNesting(DEEPEST)
          .build();

  private PlanParser() {}

  public static MigrationPlan parse(SourceFile file) {
    if (file.text().length() > MOST_CHARACTERS) {
      return new MigrationPlan(file.path(), List.of(), true);
    }
    Node document = MARKDOWN.parse(file.text());
    PlanOutline outline = new PlanOutline(onlyTopHeading(document));
    Node node = document.getFirstChild();
    while (node != null) {
      if (node instanceof Heading heading && node.getParent() instanceof Document) {
        outline.heading(heading.getLevel(), PlanText.of(heading).text(), PlanText.line(heading));
        node = following(node);
      } else if (PlanText.isLeaf(node)) {
        PlanText.blocks(node).forEach(outline::add);
        node = following(node);
      } else {
        node = node.getFirstChild() != null ? node.getFirstChild() : following(node);
      }
    }
    return new MigrationPlan(file.path(), outline.sections(), false);
  }

  /** The next node that is not below this one. */
  private static @Nullable Node following(Node node) {
    Node at = node;
    while (at != null && at.getNext() == null) {
      at = at.getParent();
    }
    return at == null ? null : at.getNext();
  }

  /** Whether the first heading is the document's title: the only one of level 1, with others. */
  private static boolean onlyTopHeading(Node document) {
    int top = 0;
    int others = 0;
    for (Node node = document.getFirstChild(); node != null; node = node.getNext()) {
      if (node instanceof Heading heading) {
        if (heading.getLevel() == 1) {
          top++;
        } else {
          others++;
        }
      }
    }
    return top == 1 && others > 0;
  }
}
