package dev.pgreview.detect.tool;

import dev.pgreview.detect.source.RepositoryPath;
import dev.pgreview.migration.MigrationTool;
import dev.pgreview.migration.TransactionMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * pop and soda (Go): {@code <version>_<name>[.<dialect>].up.sql} with {@code .down.sql}, ordered by
 * version as text; a file of the dialect takes the place of the general one (pop's migrator.go and
 * match.go). Each in a transaction, unless the name says {@code .autocommit}, which is Ory's
 * extension (popx). Files in pop's own language, fizz, are named and not reviewed.
 */
final class PopDetector extends FolderDetector {
  private static final Pattern NAME =
      Pattern.compile("(\\d+)_([^.]+)(\\.[a-z0-9]+)?(\\.autocommit)?\\.(up|down)\\.sql");
  private static final Pattern OF_A_DIALECT =
      Pattern.compile(
          "\\d+_[^.]+(\\.(postgres|postgresql|pg|cockroach|mysql|sqlite3?)|\\.autocommit)+"
              + "\\.(up|down)\\.sql");
  private static final Pattern DEPENDENCY =
      Pattern.compile("gobuffalo/(pop|buffalo)|ory/pop|ory/x/popx|ory/x ");
  private static final Set<String> POSTGRES = Set.of(".postgres", ".postgresql", ".pg");

  @Override
  public MigrationTool tool() {
    return MigrationTool.POP;
  }

  @Override
  Optional<Evidence> evidence(SqlFolder folder, Survey survey) {
    if (!folder.has(NAME)) {
      return Optional.empty();
    }
    boolean fizz = folder.tree().filesIn(folder.path()).stream().anyMatch(f -> f.endsWith(".fizz"));
    return fizz || folder.has(OF_A_DIALECT)
        ? Optional.of(Evidence.MARKER)
        : survey.manifests().dependency(folder.path(), DEPENDENCY);
  }

  @Override
  List<String> relevant(List<String> files) {
    Set<String> special = new HashSet<>();
    for (String file : files) {
      Matcher matcher = NAME.matcher(RepositoryPath.name(file));
      if (matcher.matches() && POSTGRES.contains(dialect(matcher))) {
        special.add(matcher.group(1) + matcher.group(5));
      }
    }
    List<String> relevant = new ArrayList<>();
    for (String file : files) {
      Matcher matcher = NAME.matcher(RepositoryPath.name(file));
      if (!matcher.matches()
          || POSTGRES.contains(dialect(matcher))
          || (dialect(matcher).isEmpty()
              && !special.contains(matcher.group(1) + matcher.group(5)))) {
        relevant.add(file);
      }
    }
    return relevant;
  }

  private static String dialect(Matcher name) {
    String third = Optional.ofNullable(name.group(3)).orElse("");
    return third.equals(".autocommit") ? "" : third;
  }

  @Override
  Optional<MigrationName> name(String path) {
    Matcher matcher = NAME.matcher(RepositoryPath.name(path));
    return matcher.matches()
        ? Optional.of(MigrationName.of(path, matcher.group(5), matcher.group(1), matcher.group(2)))
        : Optional.empty();
  }

  @Override
  Comparator<MigrationName> order(String root, Reading reading) {
    return Comparator.comparing(MigrationName::version);
  }

  @Override
  String nameForm() {
    return "<version>_<name>[.<dialect>].up.sql and .down.sql";
  }

  @Override
  ScriptSections sections(MigrationName name, String text, Reading reading) {
    if (RepositoryPath.name(name.path()).contains(".autocommit.")) {
      return OneQuery.file(name.path(), text, "\".autocommit\" in the name", reading);
    }
    Templates.note(name.path(), text, reading);
    return ScriptSections.whole(text, reading.mode(TransactionMode.WRAPPED));
  }
}
