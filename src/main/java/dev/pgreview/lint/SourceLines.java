package dev.pgreview.lint;

import dev.pgreview.lock.ChangeAnalysis.AnalyzedFile;
import dev.pgreview.migration.LineIndex;
import dev.pgreview.migration.TextRange;
import dev.pgreview.report.Finding;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The texts of the change and of broken queries: offsets to lines, and the order in which findings
 * are told.
 */
final class SourceLines {
  private final Map<String, String> texts = new HashMap<>();
  private final Map<String, Integer> order = new HashMap<>();
  private final Map<String, LineIndex> indexes = new HashMap<>();

  SourceLines(LintRequest request) {
    for (AnalyzedFile file : request.analysis().files()) {
      texts.putIfAbsent(file.migration().path(), file.migration().up().text());
      order.putIfAbsent(file.migration().path(), order.size());
    }
    for (BrokenQuery query : request.brokenQueries()) {
      texts.putIfAbsent(query.file().path(), query.file().text());
      order.putIfAbsent(query.file().path(), order.size());
    }
  }

  LineIndex of(String path) {
    return indexes.computeIfAbsent(path, p -> new LineIndex(text(p)));
  }

  String text(String path) {
    return texts.getOrDefault(path, "");
  }

  static TextRange range(Diagnosis diagnosis) {
    return switch (diagnosis.place()) {
      case Diagnosis.InStatement in -> in.statement().fileRange(in.range());
      case Diagnosis.InFile in -> in.range();
    };
  }

  List<Raised> inOrder(List<Raised> raised) {
    return raised.stream()
        .sorted(
            Comparator.comparingInt((Raised one) -> position(one.diagnosis().place().path()))
                .thenComparingInt(one -> range(one.diagnosis()).start())
                .thenComparing(one -> one.rule().id())
                .thenComparing(one -> one.diagnosis().message()))
        .toList();
  }

  List<Finding> sorted(List<Finding> findings) {
    return findings.stream()
        .sorted(
            Comparator.comparingInt((Finding finding) -> position(finding.file()))
                .thenComparing(Finding::span)
                .thenComparing(Finding::rule))
        .toList();
  }

  private int position(String path) {
    return order.getOrDefault(path, Integer.MAX_VALUE);
  }
}
