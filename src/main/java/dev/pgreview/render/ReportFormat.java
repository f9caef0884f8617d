package dev.pgreview.render;

import dev.pgreview.report.Report;
import java.util.Arrays;
import java.util.Optional;

/** The formats of {@code pgreview review --format}. */
public enum ReportFormat {
  CONSOLE("console", ".txt") {
    @Override
    public String render(Report report, RenderOptions options) {
      return ConsoleReport.render(report, options.sources(), options.console());
    }
  },
  JSON("json", ".json") {
    @Override
    public String render(Report report, RenderOptions options) {
      return JsonReport.pretty(report);
    }
  },
  MARKDOWN("markdown", ".md") {
    @Override
    public String render(Report report, RenderOptions options) {
      return MarkdownReport.render(report, options.sources());
    }
  },
  SARIF("sarif", ".sarif") {
    @Override
    public String render(Report report, RenderOptions options) {
      return SarifReport.render(report, options.rules());
    }
  },
  HTML("html", ".html") {
    @Override
    public String render(Report report, RenderOptions options) {
      return HtmlReport.render(report, options.sources());
    }
  },
  JUNIT("junit", ".xml") {
    @Override
    public String render(Report report, RenderOptions options) {
      return JUnitReport.render(report);
    }
  },
  GITLAB("gitlab", ".json") {
    @Override
    public String render(Report report, RenderOptions options) {
      return GitLabCodeQuality.render(report);
    }
  },
  GITHUB("github", ".txt") {
    @Override
    public String render(Report report, RenderOptions options) {
      return GitHubCommands.render(report);
    }
  };

  private final String id;
  private final String extension;

  ReportFormat(String id, String extension) {
    this.id = id;
    this.extension = extension;
  }

  /** The whole report, with a line break at the end. */
  public abstract String render(Report report, RenderOptions options);

  /** The name on the command line. */
  public String id() {
    return id;
  }

  /** Of a file that holds it, with the dot. */
  public String extension() {
    return extension;
  }

  public static Optional<ReportFormat> byId(String id) {
    return Arrays.stream(values()).filter(format -> format.id.equals(id)).findFirst();
  }
}
