package dev.pgreview.schema.oracle;

import dev.pgreview.schema.ParsedSection;
import dev.pgreview.schema.SqlStatement;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Statements to run on a server and in the replay. In a file, comments that begin with two hyphens
 * and a hash direct the test: "check" compares what is there now, "refused" says that the server
 * does not accept the statement before it, "majors=A-B" in the first line names the majors.
 */
record Script(String name, int oldest, int newest, List<Step> steps) {
  private static final Path FOLDER =
      Path.of("src/test/resources/dev/pgreview/schema/oracle/scripts");
  private static final Pattern DIRECTIVE = Pattern.compile("(?m)^--# (check|refused)$");
  private static final Pattern MAJORS = Pattern.compile("\\A--# majors=(\\d+)-(\\d+)\n");

  /** A statement to run, or a comparison to make. */
  sealed interface Step {
    record Run(String sql, boolean refused) implements Step {}

    record Check() implements Step {}
  }

  static List<Script> all() {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.sorted().map(file -> read(file.getFileName().toString(), text(file))).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Script read(String name, String text) {
    Matcher majors = MAJORS.matcher(text);
    boolean some = majors.find();
    List<Step> steps = new ArrayList<>();
    Matcher directives = DIRECTIVE.matcher(text);
    int from = 0;
    while (directives.find()) {
      boolean refused = directives.group(1).equals("refused");
      add(text.substring(from, directives.start()), refused, steps);
      if (!refused) {
        steps.add(new Step.Check());
      }
      from = directives.end();
    }
    add(text.substring(from), false, steps);
    steps.add(new Step.Check());
    return new Script(
        name,
        some ? Integer.parseInt(majors.group(1)) : 14,
        some ? Integer.parseInt(majors.group(2)) : 18,
        List.copyOf(steps));
  }

  private static void add(String sql, boolean lastRefused, List<Step> steps) {
    ParsedSection parsed = Lockstep.parse(sql);
    if (!parsed.problems().isEmpty()) {
      throw new IllegalArgumentException(parsed.problems() + " in " + sql);
    }
    List<SqlStatement> statements = parsed.statements();
    for (int i = 0; i < statements.size(); i++) {
      boolean refused = lastRefused && i == statements.size() - 1;
      steps.add(new Step.Run(statements.get(i).sql(), refused));
    }
  }

  boolean runsOn(int major) {
    return oldest <= major && major <= newest;
  }

  @Override
  public String toString() {
    return name;
  }
}
