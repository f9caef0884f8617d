package dev.pgreview.detect.tool;

import dev.pgreview.detect.source.MigrationHistory;
import dev.pgreview.detect.source.RepositoryPath;
import dev.pgreview.detect.source.SourceTree;
import dev.pgreview.detect.source.TextLines;
import dev.pgreview.migration.DetectionNotice.Kind;
import dev.pgreview.migration.MigrationTool;
import dev.pgreview.migration.TransactionMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sqitch: the changes of sqitch.plan in its order, with deploy/name.sql and revert/name.sql. psql
 * runs the files, so a transaction is only what the file itself opens (App::Sqitch::Engine::pg). A
 * reworked change stands in name@tag.sql for its earlier form.
 */
final class SqitchDetector implements MigrationDetector {
  private static final String PLAN = "sqitch.plan";
  private static final Pattern CHANGE = Pattern.compile("^([^\\s@%#\\[][^\\s\\[]*)(\\s.*)?$");
  private static final Pattern TAG = Pattern.compile("^@(\\S+)(\\s.*)?$");
  private static final Pattern OTHER_ENGINE =
      Pattern.compile("(?m)^\\s*engine\\s*=\\s*(?!pg|cockroach)\\w+");

  @Override
  public MigrationTool tool() {
    return MigrationTool.SQITCH;
  }

  @Override
  public List<Claim> claims(Survey survey) {
    List<Claim> claims = new ArrayList<>();
    for (String plan : survey.tree().filesUnder("")) {
      String root = RepositoryPath.folder(plan);
      if (RepositoryPath.name(plan).equals(PLAN) && !runsElsewhere(survey.tree(), root)) {
        List<String> files =
            survey.tree().filesUnder(root).stream()
                .filter(RepositoryPath::isSql)
                .filter(survey::wants)
                .filter(file -> file.matches(".*(^|/)(deploy|revert|verify)/.*"))
                .toList();
        claims.add(
            new Claim(tool(), Evidence.MARKER, root, files, reading -> read(root, files, reading)));
      }
    }
    return claims;
  }

  private static boolean runsElsewhere(SourceTree tree, String root) {
    return tree.text(RepositoryPath.resolve(root, "sqitch.conf"))
        .filter(conf -> OTHER_ENGINE.matcher(conf).find())
        .isPresent();
  }

  @Override
  public MigrationHistory read(String root, List<String> files, Reading reading) {
    HistoryBuilder history = new HistoryBuilder(tool(), reading);
    Map<String, Integer> positions = plan(root, reading.tree());
    for (String file : files) {
      String direction = file.contains("revert/") ? "down" : "up";
      String change = change(file);
      if (file.contains("verify/")) {
        continue;
      }
      String text = reading.text(file);
      ScriptSections sections =
          ScriptSections.whole(text, reading.mode(TransactionMode.AUTOCOMMIT));
      if (positions.containsKey(change) || positions.isEmpty()) {
        history.add(MigrationName.of(file, direction, change, change), text, sections);
      } else {
        reading.notice(
            Kind.NOT_LISTED,
            file,
            1,
            "There is no change " + change + " in " + PLAN + ": sqitch never runs the file.");
      }
    }
    return history.build(
        root,
        Comparator.comparingInt(name -> positions.getOrDefault(name.version(), Integer.MAX_VALUE)),
        true);
  }

  private static String change(String file) {
    String inFolder = file.replaceFirst("^(.*/)?(deploy|revert|verify)/", "");
    return inFolder.replaceFirst("\\.sql$", "");
  }

  /** The changes in their order; the earlier forms of a reworked one under name@tag. */
  private static Map<String, Integer> plan(String root, SourceTree tree) {
    Map<String, Integer> positions = new LinkedHashMap<>();
    Map<String, List<String>> tagsSince = new HashMap<>();
    int position = 0;
    for (TextLines.Line line :
        TextLines.of(tree.text(RepositoryPath.resolve(root, PLAN)).orElse(""))) {
      Matcher change = CHANGE.matcher(line.text().strip());
      Matcher tagged = TAG.matcher(line.text().strip());
      if (tagged.matches()) {
        tagsSince.values().forEach(tags -> tags.add(tagged.group(1)));
      } else if (change.matches()) {
        String name = change.group(1).replaceFirst("^\\+", "");
        Integer earlier = positions.put(name, position++);
        List<String> tags = tagsSince.put(name, new ArrayList<>());
        if (earlier != null && tags != null) {
          earlierForm(root, name, tags, tree)
              .ifPresent(form -> positions.putIfAbsent(form, earlier));
        }
      }
    }
    return positions;
  }

  /**
   * Of all tags between a change and its rework the first whose file is there
   * (App::Sqitch::Plan::Change, path_segments).
   */
  private static Optional<String> earlierForm(
      String root, String name, List<String> tags, SourceTree tree) {
    List<String> forms = tags.stream().map(tag -> name + "@" + tag).toList();
    return forms.stream()
        .filter(form -> tree.contains(RepositoryPath.resolve(root, "deploy/" + form + ".sql")))
        .findFirst()
        .or(() -> forms.stream().findFirst());
  }
}
