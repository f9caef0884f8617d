package dev.pgreview.plan;

import dev.pgreview.plan.MigrationPlan.Block;
import dev.pgreview.plan.MigrationPlan.Code;
import dev.pgreview.plan.MigrationPlan.Form;
import dev.pgreview.plan.MigrationPlan.Prose;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableHead;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.SourceSpan;
import org.commonmark.node.Text;

/** What a reader sees of a Markdown node. */
final class PlanText {
  /** An unclosed comment hides all that follows. */
  private static final Pattern COMMENT = Pattern.compile("(?s)<!--.*?(?:-->|\\z)");

  private static final Pattern TAG = Pattern.compile("</?([A-Za-z][A-Za-z0-9]*+)[^<>]*+>");

  /** Other tags are placeholders that someone wrote between angle brackets. */
  private static final Set<String> HTML =
      Set.of(
          "a",
          "abbr",
          "b",
          "blockquote",
          "br",
          "code",
          "dd",
          "del",
          "details",
          "div",
          "dl",
          "dt",
          "em",
          "h1",
          "h2",
          "h3",
          "h4",
          "h5",
          "h6",
          "hr",
          "i",
          "img",
          "ins",
          "kbd",
          "li",
          "mark",
          "ol",
          "p",
          "pre",
          "q",
          "s",
          "small",
          "span",
          "strong",
          "sub",
          "summary",
          "sup",
          "table",
          "tbody",
          "td",
          "tfoot",
          "th",
          "thead",
          "tr",
          "u",
          "ul",
          "var");

  private PlanText() {}

  /** Whether a block's text is taken as one piece. */
  static boolean isLeaf(Node node) {
    return node instanceof Paragraph
        || node instanceof Heading
        || node instanceof TableRow
        || node instanceof FencedCodeBlock
        || node instanceof IndentedCodeBlock
        || node instanceof HtmlBlock;
  }

  /** Of a leaf; none when a reader sees nothing. */
  static List<Block> blocks(Node leaf) {
    Block block =
        switch (leaf) {
          case FencedCodeBlock fence ->
              new Code(fence.getLiteral(), line(leaf) + 1, language(fence));
          case IndentedCodeBlock indented -> new Code(indented.getLiteral(), line(leaf), "");
          case HtmlBlock html -> {
            String text = visible(html.getLiteral()).strip();
            yield new Prose(text, text, line(leaf), Form.PARAGRAPH, List.of());
          }
          default -> of(leaf);
        };
    return block.text().isBlank() ? List.of() : List.of(block);
  }

  private static String language(FencedCodeBlock fence) {
    String info = fence.getInfo() == null ? "" : fence.getInfo().strip();
    return info.split("[\\s{]", 2)[0].toLowerCase(Locale.ROOT);
  }

  /** The text of a block that holds inline nodes; nesting is limited by the parser. */
  static Prose of(Node block) {
    InlineText inline = new InlineText();
    inline.append(block);
    return new Prose(
        inline.text.toString().strip(),
        inline.words.toString().strip(),
        line(block),
        form(block),
        inline.code);
  }

  /** Gathers the text of inline nodes. */
  private static final class InlineText {
    final StringBuilder text = new StringBuilder();
    final StringBuilder words = new StringBuilder();
    final List<String> code = new ArrayList<>();

    void append(Node parent) {
      for (Node node = parent.getFirstChild(); node != null; node = node.getNext()) {
        switch (node) {
          case Text literal -> add(literal.getLiteral());
          case org.commonmark.node.Code span -> {
            text.append(span.getLiteral());
            code.add(span.getLiteral());
          }
          case SoftLineBreak _, HardLineBreak _ -> add("\n");
          case HtmlInline html -> add(visible(html.getLiteral()));
          default -> {
            append(node);
            if (node instanceof TableCell && node.getNext() != null) {
              add(" | ");
            }
          }
        }
      }
    }

    private void add(String piece) {
      text.append(piece);
      words.append(piece);
    }
  }

  private static Form form(Node block) {
    if (block instanceof TableRow) {
      return block.getParent() instanceof TableHead ? Form.TABLE_HEADER : Form.TABLE_ROW;
    }
    return block.getParent() instanceof ListItem ? Form.LIST_ITEM : Form.PARAGRAPH;
  }

  /** HTML without comments and known tags. */
  private static String visible(String html) {
    return TAG.matcher(COMMENT.matcher(html).replaceAll(""))
        .replaceAll(
            tag ->
                HTML.contains(tag.group(1).toLowerCase(Locale.ROOT))
                    ? ""
                    : Matcher.quoteReplacement(tag.group()));
  }

  /** The first line of a block, from 1. */
  static int line(Node block) {
    List<SourceSpan> spans = block.getSourceSpans();
    return spans.isEmpty() ? 1 : spans.getFirst().getLineIndex() + 1;
  }
}
