package dev.pgreview.lock;

import dev.pgreview.schema.Column;
import dev.pgreview.schema.IndexKey;
import dev.pgreview.schema.Table;
import dev.pgreview.schema.TableChange;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What the rows of a partition must satisfy, and whether a table's constraints say so already
 * (src/backend/commands/tablecmds.c, QueuePartitionConstraintValidation).
 */
final class PartitionBound {
  private final Table parent;
  private final Optional<String> bound;

  PartitionBound(Table parent, Optional<String> bound) {
    this.parent = parent;
    this.bound = bound;
  }

  /** True when PostgreSQL need not read the table; range bounds of one key column are proved. */
  boolean impliedBy(Table child, LockEffects effects) {
    Optional<String> key = singleKey();
    boolean possible =
        key.isPresent()
            && child.constraints().stream()
                .anyMatch(
                    c ->
                        c instanceof dev.pgreview.schema.Constraint.Check
                            && c.valid()
                            && c.columns().contains(key.get()));
    if (!possible) {
      return false;
    }
    if (proves(child, key.get())) {
      return true;
    }
    effects.likely("A CHECK constraint of " + child.name() + " may make the scan unnecessary.");
    return false;
  }

  private Optional<String> singleKey() {
    List<IndexKey> keys =
        parent.partitionKey().map(TableChange.PartitionKey::keys).orElse(List.of());
    return keys.size() == 1 ? keys.getFirst().column() : Optional.empty();
  }

  private boolean proves(Table child, String key) {
    boolean notNull =
        child.column(key).map(Column::notNull).orElse(false)
            || PartitionLocks.checks(child, key + " is not null");
    if (!notNull || bound.isEmpty()) {
      return false;
    }
    String text = bound.get().strip();
    String lower = text.toLowerCase(Locale.ROOT);
    int from = lower.indexOf("from");
    int to = lower.indexOf(" to ");
    if (from < 0 || to < from) {
      return false;
    }
    String least = Conditions.strip(text.substring(from + 4, to).strip());
    String most = Conditions.strip(text.substring(to + 4).strip());
    return (least.equalsIgnoreCase("minvalue") || compares(child, key, ">=", least))
        && (most.equalsIgnoreCase("maxvalue") || compares(child, key, "<", most));
  }

  private static boolean compares(Table child, String key, String operator, String value) {
    return PartitionLocks.checks(child, Conditions.normal(key + operator + value));
  }
}
