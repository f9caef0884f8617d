package dev.pgreview.detect.tool;

import dev.pgreview.detect.source.SectionText;
import dev.pgreview.detect.source.StatementScanner;
import dev.pgreview.migration.SqlSection;
import dev.pgreview.migration.TextRange;
import dev.pgreview.migration.TransactionMode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The stretches of a file that go one way.
 *
 * @param ranges in the file, ascending
 * @param blocks the parts of them that the tool sends as one statement, ascending
 */
record Regions(List<TextRange> ranges, List<TextRange> blocks) {
  Regions {
    ranges = List.copyOf(ranges);
    blocks = List.copyOf(blocks);
  }

  /** What replaces text of the file. */
  interface Replacement {
    /** Copies {@code file[from, to)} into the section, with its replacements. */
    void copy(SectionText section, String file, int from, int to);
  }

  static final Replacement NONE = (section, file, from, to) -> section.copyTo(to);

  /** Replaces what the pattern finds by what the function gives. */
  static Replacement replacing(Pattern pattern, Function<Matcher, String> value) {
    return (section, file, from, to) -> {
      Matcher matcher = pattern.matcher(file).region(from, to);
      while (matcher.find()) {
        String replacement = value.apply(matcher);
        if (!replacement.equals(matcher.group())) {
          section.copyTo(matcher.start()).replaceTo(matcher.end(), replacement);
        }
      }
      section.copyTo(to);
    };
  }

  boolean isEmpty() {
    return ranges.isEmpty();
  }

  /** All of it in one section. */
  List<SqlSection> together(String file, TransactionMode mode, Replacement replacement) {
    if (ranges.isEmpty()) {
      return List.of();
    }
    SectionText section = new SectionText(file, ranges.getFirst().start());
    int position = ranges.getFirst().start();
    for (TextRange range : ranges) {
      if (range.start() > position) {
        section.replaceTo(range.start(), "");
      }
      replacement.copy(section, file, range.start(), range.end());
      position = range.end();
    }
    return List.of(section.section(mode));
  }

  /** Without a transaction: each statement by itself, each block as one query. */
  List<SqlSection> apart(String file, Replacement replacement) {
    List<SqlSection> sections = new ArrayList<>();
    for (TextRange range : ranges) {
      int position = range.start();
      for (TextRange block : blocks) {
        if (block.start() >= range.start() && block.end() <= range.end()) {
          SectionText before = copy(file, position, block.start(), replacement);
          boolean onlyComments = StatementScanner.isBlank(before.sql());
          if (!onlyComments) {
            sections.add(before.section(TransactionMode.AUTOCOMMIT));
          }
          // Comments above a block stay with it: they may be about it.
          int from = onlyComments ? position : block.start();
          SectionText sent = copy(file, from, block.end(), replacement);
          sections.add(sent.section(OneQuery.mode(sent.sql())));
          position = block.end();
        }
      }
      SectionText rest = copy(file, position, range.end(), replacement);
      if (!StatementScanner.isBlank(rest.sql())) {
        sections.add(rest.section(TransactionMode.AUTOCOMMIT));
      }
    }
    return sections;
  }

  private static SectionText copy(String file, int from, int to, Replacement replacement) {
    SectionText section = new SectionText(file, from);
    replacement.copy(section, file, from, to);
    return section;
  }
}
