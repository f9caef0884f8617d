package dev.pgreview.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class HtmlReportTest {
  private static final Set<String> ELEMENTS =
      Set.of(
          "html", "head", "meta", "title", "style", "body", "main", "header", "section", "article",
          "h1", "h2", "h3", "h4", "p", "ul", "li", "dl", "dt", "dd", "div", "span", "code", "pre",
          "mark", "strong", "table", "caption", "thead", "tbody", "tr", "th", "td", "svg", "desc",
          "rect", "line", "text", "g");

  @Test
  void textOfAChangeStaysText() throws Exception {
    Document page = parse(HtmlReport.render(SampleReports.hostile(), SourceTexts.NONE));
    NodeList elements = page.getElementsByTagName("*");
    for (int i = 0; i < elements.getLength(); i++) {
      Element element = (Element) elements.item(i);
      assertThat(element.getTagName()).isIn(ELEMENTS);
      assertThat(element.hasAttribute("style")).isFalse();
      assertThat(element.hasAttribute("href")).isFalse();
      assertThat(element.hasAttribute("src")).isFalse();
    }
    assertThat(page.getDocumentElement().getTextContent()).contains("<script>alert(1)</script>");
  }

  @Test
  void nothingIsLoadedAndTheStyleIsTheOneThatThePolicyNames() {
    String page = HtmlReport.render(SampleReports.risky(), SampleReports.sources());
    assertThat(page.replace("http://www.w3.org/2000/svg", ""))
        .doesNotContain("http:")
        .doesNotContain("https:")
        .doesNotContain("url(")
        .doesNotContain("@import")
        .doesNotContain("<script");
    String style = page.substring(page.indexOf("<style>") + 7, page.indexOf("</style>"));
    assertThat(page).contains("content=\"" + HtmlReport.policy(style) + "\"");
  }

  @Test
  void idsAreUniqueAndReferencesGoSomewhere() {
    String page = HtmlReport.render(SampleReports.risky(), SampleReports.sources());
    Set<String> ids = new HashSet<>();
    Matcher id = Pattern.compile(" id=\"([^\"]+)\"").matcher(page);
    while (id.find()) {
      assertThat(ids.add(id.group(1))).as(id.group(1)).isTrue();
    }
    Matcher reference = Pattern.compile("aria-labelledby=\"([^\"]+)\"").matcher(page);
    while (reference.find()) {
      assertThat(ids).contains(reference.group(1).split(" "));
    }
  }

  @Test
  void theTimelineSaysInWordsWhatItDraws() {
    String page = HtmlReport.render(SampleReports.risky(), SampleReports.sources());
    assertThat(page)
        .contains("public.orders: ACCESS EXCLUSIVE from line 4 for 56 s, blocks reads and writes");
  }

  /** Our pages happen to be XML but for the void elements of the head. */
  private static Document parse(String html) throws Exception {
    String xml = html.replace("<!DOCTYPE html>\n", "").replaceAll("<(meta[^>]*)>", "<$1/>");
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(xml)));
  }
}
