package dev.pgreview.render;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The Markdown of our own pages for a terminal: paragraphs, lists, code blocks and tables, whose
 * rows become blocks under their first cell.
 */
final class ConsoleMarkdown {
  private static final Pattern CELL_END = Pattern.compile("(?<!\\\\)\\|");

  /** What the tests read in an example and a reader need not know. */
  private static final Pattern DIRECTIVE = Pattern.compile("-- (also|tool): .*");

  private final ConsoleOptions options;
  private final Paint paint;
  private final String indent;
  private final StringBuilder out;

  private List<String> tableHead = List.of();

  ConsoleMarkdown(ConsoleOptions options, String indent, StringBuilder out) {
    this.options = options;
    this.paint = options.paint();
    this.indent = indent;
    this.out = out;
  }

  void write(String markdown) {
    boolean code = false;
    for (String line : markdown.split("\n")) {
      if (line.startsWith("```")) {
        code = !code;
      } else if (code) {
        code(line);
      } else {
        prose(line);
      }
    }
  }

  private void code(String line) {
    if (!DIRECTIVE.matcher(line).matches()) {
      out.append(line.isBlank() ? "" : indent + "  " + codeLine(line)).append('\n');
    }
  }

  private String codeLine(String line) {
    String visible = DisplayText.visibleLine(line);
    return line.startsWith("--") ? paint.faint(visible) : paint.green(visible);
  }

  private void prose(String line) {
    if (line.startsWith("|")) {
      table(line);
      return;
    }
    tableHead = List.of();
    if (line.isBlank()) {
      out.append('\n');
    } else if (line.startsWith("- ")) {
      wrapped(indent + "- ", line.substring(2));
    } else {
      wrapped(indent, line);
    }
  }

  private void table(String line) {
    List<String> cells = cells(line);
    if (tableHead.isEmpty()) {
      tableHead = cells;
      return;
    }
    if (cells.stream().allMatch(cell -> cell.matches(":?-+:?"))) {
      return;
    }
    out.append(indent).append(paint.green(DisplayText.visible(unquoted(cells.getFirst()))));
    out.append('\n');
    int width = tableHead.stream().skip(1).mapToInt(DisplayText::width).max().orElse(0);
    for (int i = 1; i < Math.min(cells.size(), tableHead.size()); i++) {
      String label = tableHead.get(i).toLowerCase(java.util.Locale.ROOT);
      String lead = indent + "  " + DisplayText.padded(label, width) + "  ";
      for (String part : cells.get(i).split("<br>")) {
        out.append(paint.faint(lead)).append(DisplayText.visible(part)).append('\n');
        lead = " ".repeat(lead.length());
      }
    }
  }

  private static List<String> cells(String line) {
    List<String> cells = new ArrayList<>();
    for (String cell : CELL_END.split(line.strip().substring(1))) {
      cells.add(cell.replace("\\|", "|").strip());
    }
    return cells;
  }

  private static String unquoted(String cell) {
    return cell.startsWith("`") && cell.endsWith("`") && cell.length() > 1
        ? cell.substring(1, cell.length() - 1)
        : cell;
  }

  private void wrapped(String lead, String text) {
    String before = lead;
    for (String line :
        DisplayText.wrapped(DisplayText.visible(text), options.proseWidth() - lead.length())) {
      out.append(before).append(line).append('\n');
      before = " ".repeat(lead.length());
    }
  }
}
