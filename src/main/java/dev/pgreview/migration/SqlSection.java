package dev.pgreview.migration;

import java.util.List;

/**
 * A run of SQL inside a migration file, as the tool sends it.
 *
 * @param sql the text after the tool's substitutions
 * @param fileOffset UTF-16 offset in the file at which the section starts
 * @param substitutions what the tool replaced, ascending and not overlapping
 * @param transactionMode how the tool sends it
 * @param splitting whether it is split into statements at semicolons; {@code false} when the tool
 *     marks it as one statement (goose's StatementBegin, Drizzle's statement-breakpoint)
 */
public record SqlSection(
    String sql,
    int fileOffset,
    List<Substitution> substitutions,
    TransactionMode transactionMode,
    boolean splitting) {

  /**
   * A replaced placeholder.
   *
   * @param inSql where the replacement stands in {@link SqlSection#sql()}
   * @param inFile where the placeholder stands in the file
   */
  public record Substitution(TextRange inSql, TextRange inFile) {}

  public SqlSection {
    substitutions = List.copyOf(substitutions);
  }

  /** A section of the file as it stands. */
  public static SqlSection verbatim(String sql, int fileOffset, TransactionMode mode) {
    return new SqlSection(sql, fileOffset, List.of(), mode, true);
  }

  /** Where an offset of {@link #sql()} stands in the file; inside a replacement its placeholder. */
  public int toFileOffset(int sqlOffset) {
    int shift = fileOffset;
    for (Substitution substitution : substitutions) {
      if (sqlOffset < substitution.inSql().start()) {
        break;
      }
      if (sqlOffset < substitution.inSql().end()) {
        return substitution.inFile().start();
      }
      shift = substitution.inFile().end() - substitution.inSql().end();
    }
    return sqlOffset + shift;
  }

  /** Where a range of {@link #sql()} stands in the file. */
  public TextRange toFileRange(TextRange range) {
    int start = toFileOffset(range.start());
    return new TextRange(start, Math.max(start, toFileOffset(range.end())));
  }
}
