package dev.pgreview.plan;

import dev.pgreview.lock.AnalyzedStatement;
import dev.pgreview.schema.Identifiers;
import dev.pgreview.schema.ObjectChange;
import dev.pgreview.schema.ObjectKind;
import dev.pgreview.schema.QualifiedName;

/** Takes back what a statement renamed. */
final class RenameInverse {
  private final AnalyzedStatement statement;
  private final Inverse inverse;

  RenameInverse(AnalyzedStatement statement, Inverse inverse) {
    this.statement = statement;
    this.inverse = inverse;
  }

  void undo(ObjectChange.Rename rename) {
    String member = rename.target().member();
    if (member != null) {
      member(rename, member);
    } else {
      object(rename);
    }
  }

  /** Columns, constraints, attributes, triggers, policies, rules. */
  private void member(ObjectChange.Rename rename, String member) {
    String name = rename.target().name().sql();
    String to = Identifiers.quote(rename.newName());
    boolean ofTable = rename.relationKind().isRelation() || rename.kind() == ObjectKind.ATTRIBUTE;
    if (!ofTable || rename.kind() == ObjectKind.TRIGGER || rename.kind() == ObjectKind.POLICY) {
      inverse.run(
          "ALTER "
              + rename.kind().sql()
              + " "
              + to
              + " ON "
              + name
              + " RENAME TO "
              + Identifiers.quote(member));
      return;
    }
    String kind = rename.kind() == ObjectKind.COLUMN ? "COLUMN" : rename.kind().sql();
    String outer = rename.kind() == ObjectKind.ATTRIBUTE ? "TYPE" : rename.relationKind().sql();
    inverse.run(
        "ALTER "
            + outer
            + " "
            + name
            + " RENAME "
            + kind
            + " "
            + to
            + " TO "
            + Identifiers.quote(member));
  }

  private void object(ObjectChange.Rename rename) {
    QualifiedName name = rename.target().name();
    switch (rename.kind()) {
      case SCHEMA ->
          inverse.run(
              "ALTER SCHEMA "
                  + Identifiers.quote(rename.newName())
                  + " RENAME TO "
                  + Identifiers.quote(name.name()));
      case FUNCTION, PROCEDURE, AGGREGATE -> Rollback.unknown(statement, inverse);
      default -> {
        QualifiedName renamed = new QualifiedName(name.schema(), rename.newName());
        inverse.run(
            "ALTER "
                + rename.kind().sql()
                + " "
                + renamed.sql()
                + " RENAME TO "
                + Identifiers.quote(name.name()));
      }
    }
  }
}
