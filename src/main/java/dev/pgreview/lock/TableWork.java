package dev.pgreview.lock;

import dev.pgreview.schema.Constraint;
import dev.pgreview.schema.Index;
import dev.pgreview.schema.Relation;
import dev.pgreview.schema.Table;
import java.util.HashSet;
import java.util.Set;

/** What the actions of one ALTER TABLE do to one table together: it is read and written once. */
final class TableWork {
  private final Table table;
  private final Set<String> retyped = new HashSet<>();
  private final Set<String> dropped = new HashSet<>();
  private final Set<String> newAndNull = new HashSet<>();
  private final Set<String> droppedConstraints = new HashSet<>();
  private final Set<String> droppedDefaults = new HashSet<>();
  private boolean rewrite;
  private boolean perhapsRewrite;
  private boolean scan;
  private boolean indexScan;

  TableWork(Table table) {
    this.table = table;
  }

  Table table() {
    return table;
  }

  void rewrite() {
    rewrite = true;
  }

  /** The table is written anew if something holds that is not known. */
  void perhapsRewrite() {
    perhapsRewrite = true;
  }

  /** A constraint is checked against all rows. */
  void scan() {
    scan = true;
  }

  void buildIndex() {
    indexScan = true;
  }

  void retype(String column) {
    retyped.add(column);
  }

  /** A column is added in which all rows are null. */
  void addNullColumn(String column) {
    newAndNull.add(column);
  }

  boolean isNewAndNull(String column) {
    return newAndNull.contains(column);
  }

  void dropColumn(String column) {
    dropped.add(column);
  }

  boolean drops(String column) {
    return dropped.contains(column);
  }

  void dropDefault(String column) {
    droppedDefaults.add(column);
  }

  boolean keepsDefault(String column) {
    return !droppedDefaults.contains(column);
  }

  void dropConstraint(String name) {
    droppedConstraints.add(name);
  }

  boolean keeps(Constraint constraint) {
    return !droppedConstraints.contains(constraint.name());
  }

  /** Writes down what is known when all actions have been seen. */
  void finish(LockEffects effects) {
    if (rewrite) {
      rewriteAll(effects);
      return;
    }
    if (scan || indexScan) {
      effects.scan(table);
    }
    if (perhapsRewrite) {
      effects.perhaps(() -> rewriteAll(effects));
    }
  }

  /** Indexes of retyped columns are made anew under another oid; the others get a new file. */
  private void rewriteAll(LockEffects effects) {
    effects.rewrite(table);
    effects.scan(table);
    effects.hidden(table, "indexes");
    if (!effects.hasFile(table)) {
      return;
    }
    for (Index index : effects.catalog().indexes((Relation) table)) {
      effects.lock(index, LockMode.ACCESS_EXCLUSIVE);
      boolean remade = retyped.stream().anyMatch(index::uses);
      boolean gone =
          dropped.stream().anyMatch(index::uses)
              || index.constraint().stream().anyMatch(droppedConstraints::contains);
      if (!remade && !gone) {
        effects.rewrite(index);
      }
    }
  }
}
