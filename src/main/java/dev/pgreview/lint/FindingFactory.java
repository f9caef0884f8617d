package dev.pgreview.lint;

import dev.pgreview.lock.AnalyzedStatement;
import dev.pgreview.migration.LineIndex;
import dev.pgreview.migration.TextRange;
import dev.pgreview.report.Finding;
import dev.pgreview.report.Finding.Suggestion;
import dev.pgreview.report.Severity;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Makes findings of diagnoses: place, severity, suggestion, fingerprint. */
final class FindingFactory {
  private final SourceLines lines;
  private final RuleSettings settings;
  private final Map<String, Integer> occurrences = new HashMap<>();

  FindingFactory(SourceLines lines, RuleSettings settings) {
    this.lines = lines;
    this.settings = settings;
  }

  /** To be called in the order of the findings: the fingerprint counts equal ones. */
  Finding finding(Raised raised, @Nullable String suppressed) {
    Rule rule = raised.rule();
    Diagnosis diagnosis = raised.diagnosis();
    String path = diagnosis.place().path();
    Severity severity = settings.severity(raised).orElse(rule.metadata().severity());
    OptionalInt statement =
        diagnosis.place() instanceof Diagnosis.InStatement in
            ? OptionalInt.of(in.statement().index())
            : OptionalInt.empty();
    return new Finding(
        rule.id(),
        severity,
        path,
        lines.of(path).span(SourceLines.range(diagnosis)),
        statement,
        diagnosis.message(),
        diagnosis.why().orElse(rule.metadata().why()),
        diagnosis.fix().orElse(rule.metadata().fix()),
        diagnosis.replacement().flatMap(sql -> suggestion(diagnosis, sql)),
        RuleDescription.docs(rule.id()),
        suppressed,
        fingerprint(rule.id(), path, diagnosis));
  }

  /** Only when the statement has its lines for itself and stands in the file as it is sent. */
  private Optional<Suggestion> suggestion(Diagnosis diagnosis, String sql) {
    if (!(diagnosis.place() instanceof Diagnosis.InStatement in)
        || in.statement().outer().isPresent()) {
      return Optional.empty();
    }
    AnalyzedStatement statement = in.statement();
    String text = lines.text(statement.path());
    TextRange range = statement.fileRange(new TextRange(0, statement.statement().sql().length()));
    if (range.end() > text.length()
        || !text.substring(range.start(), range.end()).equals(statement.statement().sql())) {
      return Optional.empty();
    }
    LineIndex index = lines.of(statement.path());
    int first = index.line(range.start());
    int last = index.line(range.end());
    String before = text.substring(index.lineStart(first), range.start());
    int lineEnd = last == index.lines() ? text.length() : index.lineStart(last + 1);
    String after = text.substring(range.end(), lineEnd).strip();
    return before.isBlank() && after.equals(";")
        ? Optional.of(new Suggestion(first, last, before + sql + ";"))
        : Optional.empty();
  }

  private String fingerprint(String rule, String path, Diagnosis diagnosis) {
    String text =
        switch (diagnosis.place()) {
          case Diagnosis.InStatement in ->
              in.statement().statement().sql().strip().replaceAll("\\s+", " ");
          case Diagnosis.InFile in ->
              lines.text(in.path()).isEmpty()
                  ? ""
                  : clip(lines.text(in.path()), in.range()).strip().replaceAll("\\s+", " ");
        };
    String key = rule + '\0' + path + '\0' + text;
    int ordinal = occurrences.merge(key, 1, Integer::sum);
    return sha256(key + '\0' + ordinal).substring(0, 32);
  }

  private static String clip(String text, TextRange range) {
    return text.substring(
        Math.min(range.start(), text.length()), Math.min(range.end(), text.length()));
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
