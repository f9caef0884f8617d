package dev.pgreview.pullrequest;

import dev.pgreview.config.ReviewConfig;
import dev.pgreview.config.StatsParser;
import dev.pgreview.config.StatsResult;
import dev.pgreview.detect.ChangeDetection;
import dev.pgreview.detect.Detectors;
import dev.pgreview.detect.MigrationChange;
import dev.pgreview.detect.source.DetectionSettings;
import dev.pgreview.detect.source.SourceText;
import dev.pgreview.detect.source.SourceTree;
import dev.pgreview.github.Blob;
import dev.pgreview.github.Contents;
import dev.pgreview.github.GitHubRepository;
import dev.pgreview.github.GitTree;
import dev.pgreview.github.diff.ChangedFile;
import dev.pgreview.github.diff.Comparison;
import dev.pgreview.migration.SourceFile;
import dev.pgreview.review.ChangeReview;
import dev.pgreview.review.ReviewFiles;
import dev.pgreview.schema.RelationName;
import dev.pgreview.schema.TableStatistics;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reads a change from GitHub. What is deployed is the tip of the base branch; what will be is that
 * tip with the change's files laid over it, as a merge does.
 */
public final class SubjectReader {
  private final Set<String> rules;

  /**
   * What to read.
   *
   * @param base branch or commit
   * @param head commit
   * @param described the base in words, for the report
   */
  public record Request(String id, String base, String head, String described) {}

  /**
   * A reader.
   *
   * @param rules ids that the configuration may name
   */
  public SubjectReader(Set<String> rules) {
    this.rules = Set.copyOf(rules);
  }

  public Subject read(GitHubRepository repository, Request request) {
    Contents contents = repository.contents();
    Comparison comparison = contents.compare(request.base(), request.head());
    Map<String, String> before = shas(contents.tree(comparison.baseSha()));
    Map<String, String> after = new TreeMap<>(before);
    Map<String, String> renames = new HashMap<>();
    for (ChangedFile file : comparison.files()) {
      file.previousPath()
          .filter(_ -> file.kind() == ChangedFile.Kind.RENAMED)
          .ifPresent(
              previous -> {
                after.remove(previous);
                renames.put(previous, file.path());
              });
      file.sha()
          .ifPresentOrElse(sha -> after.put(file.path(), sha), () -> after.remove(file.path()));
    }
    SourceTree baseTree = tree(contents, before);
    SourceTree headTree = tree(contents, after);
    RepositoryConfig policy = policy(repository, baseTree, headTree);
    DetectionSettings settings = new DetectionSettings("", "", policy.config().migrations());
    MigrationChange change =
        ChangeDetection.between(
            Detectors.detect(baseTree, settings), Detectors.detect(headTree, settings), renames);
    return new Subject(
        new ChangeReview(
            request.id(),
            Optional.of(request.described()),
            change,
            files(headTree, policy.config()),
            stats(baseTree, policy.config()),
            policy.config(),
            false),
        policy,
        comparison,
        headTree);
  }

  private RepositoryConfig policy(GitHubRepository repository, SourceTree base, SourceTree head) {
    Optional<String> own = base.text(RepositoryConfig.FILE);
    Optional<String> owner =
        own.isPresent()
            ? Optional.empty()
            : repository.organisationConfiguration().flatMap(Blob::asText);
    return RepositoryConfig.read(
        new RepositoryConfig.Texts(own, owner, head.text(RepositoryConfig.FILE)), rules);
  }

  private static Map<String, String> shas(GitTree tree) {
    Map<String, String> shas = new LinkedHashMap<>();
    // A link may lead anywhere; what it names is not part of the change.
    tree.files().stream()
        .filter(file -> !file.symbolicLink())
        .forEach(file -> shas.put(file.path(), file.sha()));
    return shas;
  }

  private static SourceTree tree(Contents contents, Map<String, String> shas) {
    return SourceTree.of(
        shas.keySet(), path -> text(contents.blob(Objects.requireNonNull(shas.get(path)))));
  }

  private static SourceText text(Blob blob) {
    return switch (blob) {
      case Blob.Text text -> SourceText.of(text.text());
      case Blob.TooLarge large ->
          SourceText.unreadable(
              "The file has more than the " + large.limit() + " bytes that are read.");
      case Blob.Binary _ -> SourceText.unreadable("The file is not UTF-8 text.");
    };
  }

  private static List<SourceFile> files(SourceTree tree, ReviewConfig config) {
    ReviewFiles wanted = ReviewFiles.of(config);
    return tree.paths().stream()
        .filter(wanted::wants)
        .map(path -> new SourceFile(path, tree.text(path).orElse("")))
        .toList();
  }

  private static Map<RelationName, TableStatistics> stats(SourceTree base, ReviewConfig config) {
    return config
        .stats()
        .flatMap(base::text)
        .map(text -> StatsParser.parse(text, config.assume()))
        .map(
            result ->
                switch (result) {
                  case StatsResult.Valid valid -> valid.statistics();
                  case StatsResult.Invalid _ -> Map.<RelationName, TableStatistics>of();
                })
        .orElse(Map.of());
  }
}
