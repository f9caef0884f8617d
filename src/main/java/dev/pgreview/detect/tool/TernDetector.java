package dev.pgreview.detect.tool;

import dev.pgreview.detect.source.RepositoryPath;
import dev.pgreview.detect.source.SectionText;
import dev.pgreview.migration.MigrationTool;
import dev.pgreview.migration.SqlSection;
import dev.pgreview.migration.TransactionMode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * tern (Go): {@code 001_name.sql}, up and down divided by {@code ---- create above / drop below
 * ----}, in a transaction unless {@code ---- tern: disable-tx ----} stands in it; Go templates, of
 * which shared files are put in (migrate/migrate.go).
 */
final class TernDetector extends FolderDetector {
  private static final String DIVIDER = "---- create above / drop below ----";
  private static final Pattern NAME = Pattern.compile("(\\d+)_.+\\.sql");
  private static final Pattern ANNOTATION =
      Pattern.compile("(?m)^---- (create above / drop below|tern: disable-tx) ----");
  private static final Pattern DISABLE = Pattern.compile("(?m)^---- tern: disable-tx ----\\r?$");
  private static final Pattern SHARED =
      Pattern.compile("\\{\\{-?\\s*template\\s+\"([^\"]+)\"[^}]*\\}\\}");
  private static final Pattern VALUE = Pattern.compile("\\{\\{-?\\s*\\.(\\w+)\\s*-?\\}\\}");
  private static final Pattern DEPENDENCY = Pattern.compile("jackc/tern");

  @Override
  public MigrationTool tool() {
    return MigrationTool.TERN;
  }

  @Override
  Optional<Evidence> evidence(SqlFolder folder, Survey survey) {
    if (!folder.has(NAME)) {
      return Optional.empty();
    }
    if (folder.holds("tern.conf")) {
      return Optional.of(Evidence.MARKER);
    }
    return folder.mentions(ANNOTATION)
        ? Optional.of(Evidence.ANNOTATED)
        : survey
            .manifests()
            .dependency(folder.path(), DEPENDENCY)
            .filter(why -> why == Evidence.DEPENDENCY && folder.path().contains("migration"));
  }

  @Override
  Optional<MigrationName> name(String path) {
    Matcher matcher = NAME.matcher(RepositoryPath.name(path));
    return matcher.matches()
        ? Optional.of(MigrationName.up(path, matcher.group(1), RepositoryPath.stem(path)))
        : Optional.empty();
  }

  @Override
  String nameForm() {
    return "<number>_<name>.sql";
  }

  @Override
  ScriptSections sections(MigrationName name, String text, Reading reading) {
    int divider = text.indexOf(DIVIDER);
    int upEnd = divider < 0 ? text.length() : divider;
    SqlSection up = section(name.path(), text, 0, upEnd, reading);
    if (divider < 0) {
      return new ScriptSections(List.of(up), Optional.empty());
    }
    SqlSection down =
        section(name.path(), text, divider + DIVIDER.length(), text.length(), reading);
    return new ScriptSections(List.of(up), Optional.of(List.of(down)));
  }

  private static SqlSection section(String path, String text, int from, int to, Reading reading) {
    String root = RepositoryPath.folder(path);
    SectionText section = new SectionText(text, from);
    Map<String, String> data = TernData.above(root, reading);
    Regions.replacing(
            Pattern.compile(SHARED.pattern() + "|" + VALUE.pattern()),
            matcher -> replacement(matcher, root, data, reading))
        .copy(section, text, from, to);
    Templates.note(path, section.sql(), reading);
    boolean disabled = DISABLE.matcher(text.substring(from, to)).find();
    return section.section(
        disabled ? TransactionMode.AUTOCOMMIT : reading.mode(TransactionMode.WRAPPED));
  }

  private static String replacement(
      Matcher matcher, String root, Map<String, String> data, Reading reading) {
    Optional<String> value =
        matcher.group(1) == null
            ? Optional.ofNullable(data.get(matcher.group(2)))
            : reading
                .tree()
                .text(RepositoryPath.resolve(root, matcher.group(1)))
                .map(shared -> withValues(shared, data));
    return value.orElse(matcher.group());
  }

  /** A shared file is a template too. */
  private static String withValues(String template, Map<String, String> data) {
    return VALUE
        .matcher(template)
        .replaceAll(
            found -> Matcher.quoteReplacement(data.getOrDefault(found.group(1), found.group())));
  }
}
