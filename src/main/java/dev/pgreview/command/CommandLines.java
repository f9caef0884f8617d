package dev.pgreview.command;

import java.util.ArrayList;
import java.util.List;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.Document;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SourceSpan;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

/**
 * The lines of a comment that its author says: not those that are quoted, in a list, in code or
 * hidden. What these are is CommonMark's to say, so that it is what GitHub shows.
 */
final class CommandLines {
  private static final int DEEPEST = 50;
  private static final Parser MARKDOWN =
      Parser.builder()
          .includeSourceSpans(IncludeSourceSpans.BLOCKS_AND_INLINES)
          .maxOpenBlockParsers(DEEPEST)
          .maxInlineNesting(DEEPEST)
          .build();

  private CommandLines() {}

  static List<String> of(String comment) {
    List<String> lines = new ArrayList<>();
    Node document = MARKDOWN.parse(comment);
    for (Node node = document.getFirstChild(); node != null; node = node.getNext()) {
      if (node instanceof Paragraph && node.getParent() instanceof Document) {
        Hidden hidden = new Hidden();
        node.accept(hidden);
        for (SourceSpan span : node.getSourceSpans()) {
          if (!hidden.covers(span.getInputIndex())) {
            lines.add(
                comment.substring(span.getInputIndex(), span.getInputIndex() + span.getLength()));
          }
        }
      }
    }
    return lines;
  }

  /** Where code and HTML stand within a paragraph. */
  private static final class Hidden extends AbstractVisitor {
    private final List<SourceSpan> spans = new ArrayList<>();

    @Override
    public void visit(Code code) {
      spans.addAll(code.getSourceSpans());
    }

    @Override
    public void visit(HtmlInline html) {
      spans.addAll(html.getSourceSpans());
    }

    boolean covers(int index) {
      return spans.stream()
          .anyMatch(
              span ->
                  span.getInputIndex() <= index && index < span.getInputIndex() + span.getLength());
    }
  }
}
