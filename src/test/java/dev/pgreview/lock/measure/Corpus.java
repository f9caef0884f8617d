package dev.pgreview.lock.measure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Statements to measure, in files of one set-up each.
 *
 * <p>A file starts with the SQL of its set-up. A comment line of two hyphens, a hash and the word
 * "case" begins a case: statements, each ended by a semicolon at the end of a line, that run in one
 * transaction, of which the last is measured. That line may end with {@code majors=A-B} when not
 * all majors know the syntax.
 *
 * @param outside each statement commits by itself; the file says so in its first line
 */
public record Corpus(String name, String setUp, List<Case> cases, boolean outside) {
  private static final String OUTSIDE = "--# outside of transactions";
  private static final String EMPTY_ALL_TABLES =
      """

      DO $do$
      DECLARE names text;
      BEGIN
        SELECT string_agg(format('%I.%I', schemaname, tablename), ', ') INTO names
        FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema');
        EXECUTE 'TRUNCATE ' || names;
      END $do$;
      """;
  private static final Path FOLDER = Path.of("src/test/resources/dev/pgreview/lock/corpus");

  /** Statements of which the last is measured. */
  public record Case(List<String> statements, int oldest, int newest) {
    public boolean runsOn(int major) {
      return oldest <= major && major <= newest;
    }

    public String measured() {
      return statements.getLast();
    }

    @Override
    public String toString() {
      return String.join("; ", statements).replaceAll("\\s+", " ");
    }
  }

  @Override
  public String toString() {
    return name;
  }

  /** The same without rows. */
  public Corpus emptied() {
    return new Corpus(name, setUp + EMPTY_ALL_TABLES, cases, outside);
  }

  public static List<Corpus> all() {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.sorted().filter(f -> f.toString().endsWith(".sql")).map(Corpus::read).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Corpus read(Path file) {
    try {
      String[] parts = Files.readString(file).split("(?m)^--# case", -1);
      List<Case> cases = new ArrayList<>();
      for (int i = 1; i < parts.length; i++) {
        cases.add(parse(parts[i]));
      }
      String name = file.getFileName().toString().replace(".sql", "");
      return new Corpus(name, parts[0], List.copyOf(cases), parts[0].startsWith(OUTSIDE));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Case parse(String part) {
    int lineEnd = part.indexOf('\n');
    String head = part.substring(0, lineEnd).strip();
    int oldest = 14;
    int newest = 18;
    if (head.startsWith("majors=")) {
      oldest = Integer.parseInt(head.substring(7, 9));
      newest = Integer.parseInt(head.substring(10, 12));
    }
    List<String> statements =
        Stream.of(part.substring(lineEnd).split("(?m);\\s*$"))
            .map(String::strip)
            .filter(s -> !s.isEmpty())
            .toList();
    return new Case(statements, oldest, newest);
  }
}
