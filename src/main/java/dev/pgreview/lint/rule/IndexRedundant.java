package dev.pgreview.lint.rule;

import dev.pgreview.lint.Category;
import dev.pgreview.lint.ChangeRule;
import dev.pgreview.lint.Diagnosis;
import dev.pgreview.lint.Impact;
import dev.pgreview.lint.RuleContext;
import dev.pgreview.lint.RuleMetadata;
import dev.pgreview.lock.AnalyzedStatement;
import dev.pgreview.report.Severity;
import dev.pgreview.schema.Identifiers;
import dev.pgreview.schema.Index;
import dev.pgreview.schema.IndexChange;
import dev.pgreview.schema.ObjectChange;
import dev.pgreview.schema.ObjectKind;
import dev.pgreview.schema.Table;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** An index that another one already covers. */
@RuleMetadata(
    summary = "An index that another one already covers",
    category = Category.INDEXES,
    severity = Severity.WARNING,
    why =
        "A B-tree on (a, b) serves every search for a: the index on (a) alone only "
            + "costs space and slows every write down.",
    fix = "Leave it out, or drop the one that it replaces.",
    catalogue = "index-redundant",
    equivalents =
        """
          splinter/pglinter: duplicate_index, B002
          """)
public final class IndexRedundant extends ChangeRule<IndexChange.CreateIndex> {
  public IndexRedundant() {
    super(IndexChange.CreateIndex.class);
  }

  @Override
  protected void check(
      IndexChange.CreateIndex change,
      AnalyzedStatement statement,
      RuleContext context,
      Consumer<Diagnosis> found) {
    Optional<Table> table = statement.before().table(change.table());
    if (table.isEmpty() || !plain(change)) {
      return;
    }
    List<String> columns = change.keys().stream().flatMap(key -> key.column().stream()).toList();
    for (Index other : statement.before().indexes(table.get())) {
      if (other.method().equals("btree")
          && other.where().isEmpty()
          && other.valid()
          && !droppedLater(other, statement, context)) {
        List<String> others = other.leadingColumns();
        boolean same = others.equals(columns) && other.keys().size() == columns.size();
        if (same
            ? !change.unique() || other.unique()
            : !change.unique() && startsWith(others, columns)) {
          found.accept(
              Diagnosis.of(
                  statement,
                  "Index "
                      + Identifiers.quote(other.name().name())
                      + " on "
                      + Impact.name(table.get().name())
                      + " ("
                      + Impact.columns(others)
                      + ") already serves what this index on ("
                      + Impact.columns(columns)
                      + ") would."));
          return;
        }
      }
    }
  }

  private static boolean plain(IndexChange.CreateIndex change) {
    return change.method().equals("btree")
        && change.where().isEmpty()
        && change.include().isEmpty()
        && change.keys().stream()
            .allMatch(
                key ->
                    key.column().isPresent()
                        && key.operatorClass().isEmpty()
                        && key.collation().isEmpty()
                        && !key.descending());
  }

  private static boolean startsWith(List<String> longer, List<String> prefix) {
    return longer.size() > prefix.size() && longer.subList(0, prefix.size()).equals(prefix);
  }

  private static boolean droppedLater(
      Index index, AnalyzedStatement statement, RuleContext context) {
    return context.analysis().after().relation(index.id()).isEmpty()
        && context.after(statement).stream()
            .anyMatch(
                later ->
                    later.statement().change() instanceof ObjectChange.Drop drop
                        && drop.kind() == ObjectKind.INDEX);
  }
}
