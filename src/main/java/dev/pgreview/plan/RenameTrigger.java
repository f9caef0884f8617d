package dev.pgreview.plan;

import dev.pgreview.lock.AnalyzedStatement;
import dev.pgreview.schema.Column;
import dev.pgreview.schema.Identifiers;
import dev.pgreview.schema.Index;
import dev.pgreview.schema.ObjectChange;
import dev.pgreview.schema.ObjectKind;
import dev.pgreview.schema.QualifiedName;
import dev.pgreview.schema.Relation;
import dev.pgreview.schema.RelationName;
import dev.pgreview.schema.Routine;
import dev.pgreview.schema.UserType;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Trigger d: a name that the running application may use changes: of a table, view, column,
 * sequence, type, enum value, routine or schema. Another schema is another name. Names that only
 * DDL uses (indexes, constraints, triggers, policies) do not count.
 */
final class RenameTrigger implements TriggerRule {
  private final Existing existing;

  RenameTrigger(Existing existing) {
    this.existing = existing;
  }

  @Override
  public Optional<FiredTrigger> check(AnalyzedStatement statement) {
    Reasons reasons = new Reasons();
    switch (statement.statement().change()) {
      case ObjectChange.Rename rename -> rename(statement, rename, reasons);
      case ObjectChange.SetSchema move -> move(statement, move, reasons);
      case ObjectChange.RenameEnumValue rename -> enumValue(statement, rename, reasons);
      default -> {}
    }
    return reasons.fired(FiredTrigger.Letter.D, statement);
  }

  private void rename(AnalyzedStatement statement, ObjectChange.Rename rename, Reasons reasons) {
    QualifiedName name = rename.target().name();
    String to = " to " + Identifiers.quote(rename.newName());
    switch (rename.kind()) {
      case TABLE, VIEW, MATERIALIZED_VIEW, FOREIGN_TABLE, SEQUENCE ->
          relation(statement, name, rename.ifExists(), to, reasons);
      case COLUMN -> column(statement, rename, to, reasons);
      case TYPE, DOMAIN, ATTRIBUTE -> {
        if (typeExisted(statement, name)) {
          String member = rename.target().member();
          String what = member == null ? "" : "attribute " + Identifiers.quote(member) + " of ";
          reasons.add("rename of " + what + "type " + name.sql() + to, users(statement, name));
        }
      }
      case SCHEMA -> {
        if (statement.before().schemaOrigin(name.name()).map(o -> o.isBase()).orElse(true)) {
          reasons.add("rename of schema " + Identifiers.quote(name.name()) + to, Set.of());
        }
      }
      case FUNCTION, PROCEDURE, AGGREGATE -> {
        List<Routine> known = statement.before().routines(name);
        if (known.isEmpty() || known.stream().anyMatch(routine -> routine.origin().isBase())) {
          reasons.add(
              "rename of "
                  + rename.kind().sql().toLowerCase(java.util.Locale.ROOT)
                  + " "
                  + name.sql()
                  + to,
              Set.of());
        }
      }
      default -> {}
    }
  }

  private void relation(
      AnalyzedStatement statement,
      QualifiedName name,
      boolean ifExists,
      String to,
      Reasons reasons) {
    Optional<Relation> known = statement.before().relation(name);
    boolean counts =
        known.isPresent()
            ? existing.isBase(known.get()) && !(known.get() instanceof Index)
            : !ifExists;
    if (counts) {
      RelationName relation = statement.before().fullName(name);
      reasons.add("rename of " + Names.of(relation) + to, relation);
    }
  }

  private void column(
      AnalyzedStatement statement, ObjectChange.Rename rename, String to, Reasons reasons) {
    QualifiedName name = rename.target().name();
    String column = String.valueOf(rename.target().member());
    Optional<Column> known = statement.before().table(name).flatMap(table -> table.column(column));
    boolean index = statement.before().relation(name).filter(Index.class::isInstance).isPresent();
    boolean isNew = known.filter(c -> !c.origin().isBase()).isPresent();
    if (existing.has(statement, name) && !index && !isNew) {
      RelationName relation = statement.before().fullName(name);
      reasons.add("rename of " + Names.column(relation, column) + to, relation);
    }
  }

  private void move(AnalyzedStatement statement, ObjectChange.SetSchema move, Reasons reasons) {
    String to = " by moving it to schema " + Identifiers.quote(move.newSchema());
    if (move.kind().isRelation() && move.kind() != ObjectKind.INDEX) {
      relation(statement, move.name(), move.ifExists(), to, reasons);
    } else if ((move.kind() == ObjectKind.TYPE || move.kind() == ObjectKind.DOMAIN)
        && typeExisted(statement, move.name())) {
      reasons.add("rename of type " + move.name().sql() + to, users(statement, move.name()));
    }
  }

  private void enumValue(
      AnalyzedStatement statement, ObjectChange.RenameEnumValue rename, Reasons reasons) {
    Optional<UserType> type = statement.before().type(rename.type());
    boolean isNew =
        type.isPresent()
            && type.get() instanceof UserType.Enumeration enumeration
            && enumeration.values().stream()
                .anyMatch(v -> v.value().equals(rename.value()) && !v.origin().isBase());
    if (!isNew && typeExisted(statement, rename.type())) {
      reasons.add(
          "rename of '"
              + rename.value()
              + "' of "
              + rename.type().sql()
              + " to '"
              + rename.newValue()
              + "'",
          users(statement, rename.type()));
    }
  }

  private static boolean typeExisted(AnalyzedStatement statement, QualifiedName name) {
    return statement.before().type(name).map(type -> type.origin().isBase()).orElse(true);
  }

  private Set<RelationName> users(AnalyzedStatement statement, QualifiedName name) {
    return statement
        .before()
        .type(name)
        .map(
            type ->
                statement.before().tablesUsing(type).stream()
                    .filter(existing::isBase)
                    .map(Relation::name)
                    .collect(java.util.stream.Collectors.toSet()))
        .orElse(Set.of());
  }
}
