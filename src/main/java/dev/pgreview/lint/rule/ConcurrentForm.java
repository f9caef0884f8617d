package dev.pgreview.lint.rule;

import dev.pgreview.schema.AlterTableAction;
import dev.pgreview.schema.IndexChange;
import dev.pgreview.schema.ObjectChange;
import dev.pgreview.schema.SchemaChange;
import dev.pgreview.schema.TableChange;

/** Statements written with CONCURRENTLY that PostgreSQL runs as several transactions. */
final class ConcurrentForm {
  private ConcurrentForm() {}

  /** Whether a statement is one of them; REFRESH … CONCURRENTLY is not. */
  static boolean of(SchemaChange change) {
    if (change instanceof IndexChange.CreateIndex create) {
      return create.concurrently();
    }
    if (change instanceof IndexChange.Reindex reindex) {
      return reindex.concurrently();
    }
    if (change instanceof ObjectChange.Drop drop) {
      return drop.concurrently();
    }
    return change instanceof TableChange.AlterTable alter
        && alter.commands().stream()
            .anyMatch(
                command ->
                    command.action() instanceof AlterTableAction.DetachPartition detach
                        && detach.concurrently());
  }

  /** CREATE INDEX, DROP INDEX and REINDEX among them. */
  static boolean ofIndex(SchemaChange change) {
    return of(change) && !(change instanceof TableChange.AlterTable);
  }
}
