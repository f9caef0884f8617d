package dev.pgreview.detect.source;

import dev.pgreview.migration.SqlSection;
import dev.pgreview.migration.SqlSection.Substitution;
import dev.pgreview.migration.TextRange;
import dev.pgreview.migration.TransactionMode;
import java.util.ArrayList;
import java.util.List;

/** Copies a stretch of a file into the SQL that a tool sends and notes what the tool replaced. */
public final class SectionText {
  private final String file;
  private final int start;
  private final StringBuilder sql = new StringBuilder();
  private final List<Substitution> substitutions = new ArrayList<>();
  private int position;

  /** A section that starts at an offset of the file. */
  public SectionText(String file, int start) {
    this.file = file;
    this.start = start;
    this.position = start;
  }

  /** Copies from where the last call ended up to {@code end}. */
  public SectionText copyTo(int end) {
    sql.append(file, position, end);
    position = end;
    return this;
  }

  /** Puts {@code replacement} in the place of the file's text up to {@code end}. */
  public SectionText replaceTo(int end, String replacement) {
    TextRange inSql = new TextRange(sql.length(), sql.length() + replacement.length());
    substitutions.add(new Substitution(inSql, new TextRange(position, end)));
    sql.append(replacement);
    position = end;
    return this;
  }

  public String sql() {
    return sql.toString();
  }

  public SqlSection section(TransactionMode mode) {
    return new SqlSection(sql.toString(), start, substitutions, mode, true);
  }
}
