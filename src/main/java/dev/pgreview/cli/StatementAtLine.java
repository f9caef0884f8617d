package dev.pgreview.cli;

import dev.pgreview.cli.git.Checkout;
import dev.pgreview.cli.git.CheckoutException;
import dev.pgreview.detect.MigrationChange;
import dev.pgreview.detect.MigrationChange.HistoryChange;
import dev.pgreview.migration.DetectionNotice;
import dev.pgreview.migration.Migration;
import dev.pgreview.render.ConsoleOptions;
import dev.pgreview.render.ConsoleStatement;
import dev.pgreview.report.Report;
import dev.pgreview.report.StatementReport;
import dev.pgreview.report.StatementSearch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Reviews the migrations that a file belongs to, and tells what the statement at a line does. */
final class StatementAtLine {
  private static final int LONGEST_QUOTE = 80;

  private static final String DEPLOYED =
      " This file is deployed: what is shown is what it did to what was there before it, at today's"
          + " table sizes.";

  private final Terminal terminal;
  private final ChangeOptions options;

  StatementAtLine(Terminal terminal, ChangeOptions options) {
    this.terminal = terminal;
    this.options = options;
  }

  /** The explanation of the statement, of several statements when the line holds several. */
  String explain(FilePlace place, ConsoleOptions looks) {
    Path file = terminal.resolve(place.file());
    if (!Files.isRegularFile(file)) {
      throw new CommandFailure(
          place.file() + (Files.exists(file) ? " is no file" : " does not exist"));
    }
    Project project = project(file);
    Subject subject = subject(file, project);
    ReviewInput input = subject.input();
    Report report = review(input);
    StatementSearch search = new StatementSearch(report, subject.path());
    List<StatementReport> statements = search.at(place.line(), place.column());
    if (statements.isEmpty()) {
      throw new CommandFailure(nothing(place, search, input) + unreadable(place, search, report));
    }
    return statements.stream()
        .map(one -> ConsoleStatement.render(report, one, input.sources(), looks))
        .collect(Collectors.joining("\n"));
  }

  /**
   * Where a file belongs to.
   *
   * @param folder what is reviewed together with it
   * @param path of the file, as reports name it
   */
  private record Project(Path folder, String path) {}

  /**
   * What is reviewed.
   *
   * @param path of the file in its report
   */
  private record Subject(ReviewInput input, String path) {}

  /**
   * The folder of the nearest .pgreview.yml, else the checkout; outside of git the working
   * directory, if the file is in it.
   */
  private Project project(Path file) {
    try (Checkout checkout = Checkout.open(file)) {
      Path real = file.toRealPath();
      Path here = terminal.directory().toRealPath();
      boolean underHere = !checkout.isRepository() && real.startsWith(here) && isProject(here);
      Path root = underHere ? here : checkout.root();
      Path folder =
          ConfigFile.nearest(TextFiles.folder(real), root).map(TextFiles::folder).orElse(root);
      Path counted = checkout.isRepository() ? root : folder;
      return new Project(folder, counted.relativize(real).toString().replace('\\', '/'));
    } catch (CheckoutException e) {
      throw new CommandFailure(LocalReview.clause(String.valueOf(e.getMessage())), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Somebody's work, not all that he has. */
  private boolean isProject(Path folder) {
    return folder.getParent() != null
        && !folder.toString().equals(terminal.environment().get("HOME"));
  }

  /** The change that the file is in, or else what ran before the file and the file. */
  private Subject subject(Path file, Project project) {
    ReviewInput whole = read(options.of(project.folder().toString()));
    MigrationChange change = only(whole.change(), project.path());
    String base = whole.baseDescription().orElse("");
    if (!change.histories().isEmpty()) {
      return new Subject(whole.with(change, base), project.path());
    }
    LocalReview.Options all = options.of(project.folder().toString()).withNothingDeployed();
    ReviewInput ever = read(all);
    MigrationChange then = upTo(only(ever.change(), project.path()), project.path());
    if (!then.histories().isEmpty()) {
      return new Subject(ever.with(then, base + DEPLOYED), project.path());
    }
    return loose(file, project, ever.change());
  }

  /** A file of SQL that no tool runs, after the migrations of the project's one database. */
  private Subject loose(Path file, Project project, MigrationChange migrations) {
    ReviewInput alone = read(options.of(file.toString()).withNothingDeployed());
    if (alone.change().changed().isEmpty()) {
      throw new CommandFailure(noMigration(project.path(), alone));
    }
    HistoryChange own = alone.change().histories().getFirst();
    boolean clear = migrations.histories().size() == 1;
    HistoryChange after =
        new HistoryChange(
            own.tool(), own.root(), clear ? migrations.changed() : own.base(), own.changed());
    String base = clear ? "all migrations count" : "nothing counts";
    return new Subject(
        alone.with(
            new MigrationChange(List.of(after), alone.change().notices()),
            "No tool runs this file; " + base + " as deployed before it."),
        own.changed().getFirst().path());
  }

  /** The migration at a path, what ran before it counting as deployed. */
  private static MigrationChange upTo(MigrationChange change, String path) {
    List<HistoryChange> histories = new ArrayList<>();
    for (HistoryChange history : change.histories()) {
      List<Migration> all = history.changed();
      Migration asked = all.stream().filter(one -> isAt(one, path)).findFirst().orElseThrow();
      List<Migration> before = new ArrayList<>(history.base());
      before.addAll(all.subList(0, all.indexOf(asked)));
      histories.add(new HistoryChange(history.tool(), history.root(), before, List.of(asked)));
    }
    return new MigrationChange(histories, change.notices());
  }

  private ReviewInput read(LocalReview.Options asked) {
    return new LocalReview(terminal, asked).read();
  }

  private static MigrationChange only(MigrationChange change, String path) {
    return new MigrationChange(
        change.histories().stream().filter(history -> changes(history, path)).toList(),
        change.notices().stream().filter(notice -> notice.path().equals(path)).toList());
  }

  private static boolean changes(HistoryChange history, String path) {
    return history.changed().stream().anyMatch(one -> isAt(one, path));
  }

  private static boolean isAt(Migration migration, String path) {
    return migration.path().equals(path)
        || migration.down().filter(down -> down.path().equals(path)).isPresent();
  }

  private static String noMigration(String path, ReviewInput alone) {
    return alone.change().notices().stream()
        .filter(notice -> notice.path().equals(path))
        .findFirst()
        .map(DetectionNotice::message)
        .map(message -> path + ": " + LocalReview.clause(message))
        .orElse(
            path
                + " is not among the migrations that are found here; `migrations` in .pgreview.yml"
                + " says where they are");
  }

  private Report review(ReviewInput input) {
    try (Engine engine = new Engine(terminal.environment());
        Progress progress = new Progress(terminal)) {
      return engine.review(input, progress);
    }
  }

  /** Why there is no statement, and where the next one is. */
  private static String nothing(FilePlace place, StatementSearch search, ReviewInput input) {
    String path = search.path();
    boolean down =
        input.change().changed().stream()
            .anyMatch(one -> one.down().filter(way -> way.path().equals(path)).isPresent());
    if (down && search.nearest(place.line()).isEmpty()) {
      return place.file() + " is a way back, which is not reviewed; ask for its migration";
    }
    return place.file()
        + " has no statement at line "
        + place.line()
        + search
            .nearest(place.line())
            .map(
                near ->
                    "; the nearest is at line " + near.span().line() + ": " + shortened(near.sql()))
            .orElse(", nor anywhere else");
  }

  /** What is wrong with the line itself: SQL that does not parse is no statement. */
  private static String unreadable(FilePlace place, StatementSearch search, Report report) {
    return report.findings().stream()
        .filter(finding -> finding.file().equals(search.path()) && finding.statement().isEmpty())
        .filter(
            finding ->
                finding.span().line() <= place.line() && place.line() <= finding.span().endLine())
        .map(finding -> "\n  " + finding.message() + " [" + finding.rule() + "]")
        .collect(Collectors.joining());
  }

  private static String shortened(String sql) {
    String flat = sql.replaceAll("\\s+", " ").replaceAll("\\p{Cntrl}", "").strip();
    return flat.length() <= LONGEST_QUOTE ? flat : flat.substring(0, LONGEST_QUOTE - 1) + "…";
  }
}
