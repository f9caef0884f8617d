package dev.pgreview.lint.rule;

import dev.pgreview.lint.RuleContext;
import dev.pgreview.lock.AnalyzedStatement;
import dev.pgreview.migration.TextRange;
import dev.pgreview.schema.AlterTableAction;
import dev.pgreview.schema.Catalog;
import dev.pgreview.schema.ConstraintDefinition;
import dev.pgreview.schema.ForeignKeyLink;
import dev.pgreview.schema.Origin;
import dev.pgreview.schema.QualifiedName;
import dev.pgreview.schema.SchemaChange;
import dev.pgreview.schema.TableChange;
import java.util.List;
import java.util.stream.Stream;

/** Foreign keys that a statement adds, however it is written. */
final class AddedForeignKeys {
  private AddedForeignKeys() {}

  /** One of them, with its place in the statement. */
  record Added(ForeignKeyLink link, TextRange range) {}

  static List<Added> in(AnalyzedStatement statement, RuleContext context) {
    SchemaChange change = statement.statement().change();
    QualifiedName table;
    List<ConstraintDefinition> written;
    if (change instanceof TableChange.CreateTable create) {
      table = create.name();
      written =
          Stream.concat(
                  create.constraints().stream(),
                  create.columns().stream().flatMap(column -> column.constraints().stream()))
              .toList();
    } else if (change instanceof TableChange.AlterTable alter) {
      table = alter.name();
      written =
          alter.commands().stream().flatMap(command -> constraints(command.action())).toList();
    } else {
      return List.of();
    }
    if (written.stream().noneMatch(ConstraintDefinition.ForeignKey.class::isInstance)) {
      return List.of();
    }
    Catalog after = context.catalogAfter(statement);
    return after.table(table).stream()
        .flatMap(child -> after.foreignKeys(child).stream())
        .filter(link -> madeBy(link, statement))
        .map(link -> new Added(link, range(link, written, statement)))
        .toList();
  }

  private static Stream<ConstraintDefinition> constraints(AlterTableAction action) {
    if (action instanceof AlterTableAction.AddConstraint(ConstraintDefinition constraint)) {
      return Stream.of(constraint);
    }
    return action instanceof AlterTableAction.AddColumn add
        ? add.column().constraints().stream()
        : Stream.of();
  }

  private static boolean madeBy(ForeignKeyLink link, AnalyzedStatement statement) {
    return link.key().origin() instanceof Origin.Change change
        && change.statement() == statement.index();
  }

  private static TextRange range(
      ForeignKeyLink link, List<ConstraintDefinition> written, AnalyzedStatement statement) {
    return written.stream()
        .filter(
            constraint ->
                constraint instanceof ConstraintDefinition.ForeignKey key
                    && key.columns().equals(link.key().columns()))
        .map(ConstraintDefinition::range)
        .findFirst()
        .orElseGet(() -> new TextRange(0, statement.statement().sql().length()));
  }
}
