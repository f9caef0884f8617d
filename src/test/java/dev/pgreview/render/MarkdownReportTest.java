package dev.pgreview.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgreview.report.Report;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.commonmark.renderer.text.TextContentRenderer;

/** Read back by a CommonMark parser, the Markdown says what was put in, and nothing else. */
class MarkdownReportTest {
  private static final List<TablesExtension> TABLES =
      List.of((TablesExtension) TablesExtension.create());
  private static final Parser PARSER = Parser.builder().extensions(TABLES).build();

  @Example
  void aHostileReportHasNoLinkNoImageNoHtmlAndMentionsNobody() {
    String markdown = MarkdownReport.render(SampleReports.hostile(), SourceTexts.NONE);
    assertHarmless(PARSER.parse(markdown));
    String html = HtmlRenderer.builder().extensions(TABLES).build().render(PARSER.parse(markdown));
    assertThat(html).doesNotContain("<script").doesNotContain("<img").doesNotContain("<a ");
  }

  @Property(tries = 2000)
  void textComesBackAsItWas(
      @ForAll
          @Chars({
            '`', '*', '[', ']', '(', ')', '<', '>', '|', '\\', '_', '~', '$', '&', '#', '@', ':',
            '/', 'w', '.', 'a', 'G', '1', '-', '+', '\n', ' ', '=', '!', '"', '\'', 'é', '\u200b'
          })
          String text) {
    Node document = PARSER.parse("x " + MarkdownText.text(text));
    assertHarmless(document);
    String back =
        TextContentRenderer.builder().build().render(document).replace("\u200b", "").strip();
    String expected =
        DisplayText.visible(text.strip().replaceAll("\\s*\\R\\s*", " ")).replaceAll(" +", " ");
    assertThat(back.replaceAll(" +", " ")).isEqualTo(("x " + expected).strip());
  }

  @Property(tries = 1000)
  void codeComesBackAsItWas(
      @ForAll
          @Chars({
            '`', '*', '[', ']', '(', ')', '<', '>', '|', '\\', '_', '~', '$', '&', '#', '@', ':',
            '/', 'w', '.', 'a', 'G', '1', '-', '+', '\n', ' ', '=', '!', '"', '\'', 'é', '\u200b'
          })
          String text) {
    String code = MarkdownText.code(text);
    if (!code.isEmpty()) {
      Node only = PARSER.parse(code).getFirstChild().getFirstChild();
      assertThat(only).isInstanceOf(org.commonmark.node.Code.class);
      assertThat(only.getNext()).isNull();
    }
  }

  @Example
  void whatGitHubWouldFindAfterMarkdownIsBroken() {
    assertThat(MarkdownText.text("ping @org/team now")).isEqualTo("ping @&#8203;org/team now");
    assertThat(MarkdownText.text("see #12 and GH-7")).isEqualTo("see \\#&#8203;12 and GH-&#8203;7");
    assertThat(MarkdownText.text("https://a.example")).isEqualTo("https:/&#8203;/a.example");
    assertThat(MarkdownText.text("www.a.example")).isEqualTo("www&#8203;.a.example");
    assertThat(MarkdownText.text(":tada:")).isEqualTo(":&#8203;tada:");
  }

  @Example
  void names_and_sentences_stay_readable_in_the_source() {
    assertThat(MarkdownText.text("public.order_items has 12.5 rows (more or less). Go on!"))
        .isEqualTo("public.order_items has 12.5 rows (more or less). Go on!");
  }

  @Example
  void aCutReportFitsEndsWithThePointerAndIsWhole() {
    for (Map.Entry<String, Report> sample : SampleReports.all().entrySet()) {
      String full = MarkdownReport.render(sample.getValue(), SourceTexts.NONE);
      for (int limit = 200; limit < full.length() + 100; limit += 37) {
        String cut =
            MarkdownReport.render(sample.getValue(), SourceTexts.NONE, limit, "The rest: here");
        assertThat(cut.length()).as("%s at %d", sample.getKey(), limit).isLessThanOrEqualTo(limit);
        if (cut.length() < full.length()) {
          assertThat(cut).contains("The rest: here (").endsWith(" left out)\n");
          assertThat(PARSER.parse(cut).getLastChild())
              .isInstanceOf(org.commonmark.node.Paragraph.class);
        }
      }
    }
  }

  private static void assertHarmless(Node document) {
    document.accept(
        new AbstractVisitor() {
          @Override
          public void visit(Link link) {
            throw new AssertionError("a link to " + link.getDestination());
          }

          @Override
          public void visit(Image image) {
            throw new AssertionError("an image of " + image.getDestination());
          }

          @Override
          public void visit(HtmlInline html) {
            throw new AssertionError("HTML: " + html.getLiteral());
          }

          @Override
          public void visit(HtmlBlock html) {
            throw new AssertionError("HTML: " + html.getLiteral());
          }

          @Override
          public void visit(Text text) {
            assertThat(text.getLiteral())
                .doesNotContainPattern("@[\\p{L}\\p{N}]")
                .doesNotContainPattern("#\\d")
                .doesNotContainPattern("https?://")
                .doesNotContain("www.");
          }
        });
  }
}
