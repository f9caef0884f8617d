package dev.pgreview.lock;

import dev.pgreview.schema.ObjectChange;
import dev.pgreview.schema.ObjectKind;
import dev.pgreview.schema.QualifiedName;
import dev.pgreview.schema.Relation;
import dev.pgreview.schema.SqlExpression;
import dev.pgreview.schema.Table;
import dev.pgreview.schema.UserType;
import java.util.Optional;

/** Statements about objects of many kinds. */
final class ObjectLocks {
  private final LockEffects effects;

  ObjectLocks(LockEffects effects) {
    this.effects = effects;
  }

  void analyze(ObjectChange change) {
    switch (change) {
      case ObjectChange.Drop drop -> new DropLocks(effects).analyze(drop);
      case ObjectChange.Rename rename -> rename(rename);
      case ObjectChange.SetSchema move -> setSchema(move);
      case ObjectChange.OwnerChange owner -> owner(owner);
      case ObjectChange.Comment comment -> comment(comment);
      case ObjectChange.Grant grant -> grant(grant);
      case ObjectChange.AlterDomain alter -> new TypeLocks(effects).alter(alter);
      case ObjectChange.CreateTrigger create -> trigger(create);
      case ObjectChange.CreatePolicy create -> {
        relation(create.table(), LockMode.ACCESS_EXCLUSIVE);
        create.using().ifPresent(this::subquery);
        create.withCheck().ifPresent(this::subquery);
      }
      case ObjectChange.AlterPolicy alter -> {
        relation(alter.table(), LockMode.ACCESS_EXCLUSIVE);
        alter.using().ifPresent(this::subquery);
        alter.withCheck().ifPresent(this::subquery);
      }
      case ObjectChange.CreateRule create -> {
        relation(create.table(), LockMode.ACCESS_EXCLUSIVE);
        effects.unknown("The relations in the rule's actions are not known.");
      }
      case ObjectChange.CreateStatistics create ->
          create.tables().forEach(t -> relation(t, LockMode.SHARE_UPDATE_EXCLUSIVE));
      case ObjectChange.Publication publication ->
          publication.tables().forEach(t -> publish(publication, t));
      case ObjectChange.ClusterWide _ -> effects.forbidInTransaction();
      case ObjectChange.CreateSchema create -> {
        LockAnalyzer.Statement inner = new LockAnalyzer.Statement(effects, 1);
        create.elements().forEach(inner::analyze);
      }
      case ObjectChange.RoleChange role -> {
        if (role.statement().startsWith("DROP OWNED")
            || role.statement().startsWith("REASSIGN OWNED")) {
          effects.unknown("What the role owns is not known.");
        }
      }
      case ObjectChange.AlterExtension _ ->
          effects.unknown("What the extension's script does is not known.");
      case ObjectChange.CatalogObject _,
          ObjectChange.DefaultPrivileges _,
          ObjectChange.CreateExtension _,
          ObjectChange.CreateEnum _,
          ObjectChange.AddEnumValue _,
          ObjectChange.RenameEnumValue _,
          ObjectChange.CreateType _,
          ObjectChange.CreateDomain _ -> {}
    }
  }

  private Optional<Relation> relation(QualifiedName name, LockMode mode) {
    Optional<Relation> known = effects.catalog().relation(name);
    known.ifPresent(relation -> effects.lock(relation, mode));
    return known;
  }

  private void subquery(SqlExpression expression) {
    if (expression.subquery()) {
      effects.likely("The relations of the policy's sub-queries are guessed from its text.");
      SqlNames.afterFrom(expression.sql()).forEach(name -> relation(name, LockMode.ACCESS_SHARE));
    }
  }

  private void publish(ObjectChange.Publication publication, QualifiedName table) {
    if (!publication.statement().startsWith("DROP")) {
      relation(table, LockMode.SHARE_UPDATE_EXCLUSIVE);
    }
  }

  private void rename(ObjectChange.Rename rename) {
    QualifiedName name = rename.target().name();
    switch (rename.kind()) {
      case INDEX -> named(name, LockMode.SHARE_UPDATE_EXCLUSIVE, rename.ifExists());
      case TABLE, VIEW, MATERIALIZED_VIEW, SEQUENCE, FOREIGN_TABLE ->
          named(name, LockMode.ACCESS_EXCLUSIVE, rename.ifExists());
      case COLUMN -> column(rename);
      case CONSTRAINT -> constraint(rename);
      case TRIGGER -> trigger(name);
      case POLICY, RULE -> relation(name, LockMode.ACCESS_EXCLUSIVE);
      case TYPE, ATTRIBUTE -> {
        Optional<UserType> type = effects.catalog().type(name);
        type.ifPresent(t -> new TypeLocks(effects).lock(t, LockMode.ACCESS_EXCLUSIVE));
      }
      case DATABASE -> effects.forbidInTransaction();
      case DOMAIN_CONSTRAINT,
          DOMAIN,
          FUNCTION,
          PROCEDURE,
          AGGREGATE,
          OPERATOR,
          SCHEMA,
          EXTENSION,
          STATISTICS,
          ROLE,
          PUBLICATION,
          SUBSCRIPTION,
          EVENT_TRIGGER,
          OTHER -> {}
    }
  }

  private void named(QualifiedName name, LockMode mode, boolean ifExists) {
    if (relation(name, mode).isEmpty() && !ifExists) {
      effects.lock(effects.catalog().fullName(name), mode);
      effects.likely(name + " is not known.");
    }
  }

  private void column(ObjectChange.Rename rename) {
    Optional<Relation> relation = relation(rename.target().name(), LockMode.ACCESS_EXCLUSIVE);
    if (relation.isPresent() && relation.get() instanceof Table table) {
      effects
          .catalog()
          .descendants(table)
          .forEach(child -> effects.lock(child, LockMode.ACCESS_EXCLUSIVE));
    }
  }

  /** The index of a key is renamed along; so is an inherited constraint everywhere. */
  private void constraint(ObjectChange.Rename rename) {
    Optional<Relation> relation = relation(rename.target().name(), LockMode.ACCESS_EXCLUSIVE);
    if (relation.isEmpty() || !(relation.get() instanceof Table table)) {
      return;
    }
    String name = String.valueOf(rename.target().member());
    effects.catalog().indexes(table).stream()
        .filter(index -> index.constraint().stream().anyMatch(name::equals))
        .forEach(index -> effects.lock(index, LockMode.SHARE_UPDATE_EXCLUSIVE));
    for (Table child : effects.catalog().descendants(table)) {
      if (child.constraint(name).isPresent()) {
        effects.lock(child, LockMode.ACCESS_EXCLUSIVE);
      }
    }
  }

  private void trigger(QualifiedName name) {
    Optional<Relation> relation = relation(name, LockMode.ACCESS_EXCLUSIVE);
    if (relation.isPresent()
        && relation.get() instanceof Table table
        && table.partitioned()
        && effects.version().atLeast(15)) {
      effects
          .catalog()
          .descendants(table)
          .forEach(child -> effects.lock(child, LockMode.ACCESS_EXCLUSIVE));
    }
  }

  private void trigger(ObjectChange.CreateTrigger create) {
    Optional<Relation> relation = relation(create.table(), LockMode.SHARE_ROW_EXCLUSIVE);
    create.constraintOn().ifPresent(other -> relation(other, LockMode.ACCESS_SHARE));
    if (relation.isPresent()
        && relation.get() instanceof Table table
        && table.partitioned()
        && create.row()) {
      effects
          .catalog()
          .descendants(table)
          .forEach(child -> effects.lock(child, LockMode.SHARE_ROW_EXCLUSIVE));
    }
  }

  private void setSchema(ObjectChange.SetSchema move) {
    if (!move.kind().isRelation()) {
      return;
    }
    Optional<Relation> known = relation(move.name(), LockMode.ACCESS_EXCLUSIVE);
    if (known.isPresent() && known.get() instanceof Table table) {
      effects
          .catalog()
          .ownedSequences(table)
          .forEach(sequence -> effects.lock(sequence, LockMode.ACCESS_EXCLUSIVE));
      if (table.assumed()) {
        effects.likely("The sequences of " + table.name() + " are not known.");
      }
    } else if (known.isEmpty() && !move.ifExists()) {
      named(move.name(), LockMode.ACCESS_EXCLUSIVE, false);
    }
  }

  private void owner(ObjectChange.OwnerChange owner) {
    if (owner.kind().isRelation()) {
      relation(owner.name(), LockMode.ACCESS_EXCLUSIVE);
    }
  }

  private void comment(ObjectChange.Comment comment) {
    QualifiedName name = comment.target().name();
    switch (comment.kind()) {
      case TABLE, INDEX, VIEW, MATERIALIZED_VIEW, SEQUENCE, FOREIGN_TABLE, COLUMN ->
          relation(name, LockMode.SHARE_UPDATE_EXCLUSIVE);
      case CONSTRAINT, TRIGGER, POLICY, RULE -> relation(name, LockMode.ACCESS_SHARE);
      case DOMAIN_CONSTRAINT,
          TYPE,
          ATTRIBUTE,
          DOMAIN,
          FUNCTION,
          PROCEDURE,
          AGGREGATE,
          OPERATOR,
          SCHEMA,
          DATABASE,
          EXTENSION,
          STATISTICS,
          ROLE,
          PUBLICATION,
          SUBSCRIPTION,
          EVENT_TRIGGER,
          OTHER -> {}
    }
  }

  /** From PostgreSQL 18 on the relations that are named are locked. */
  private void grant(ObjectChange.Grant grant) {
    boolean relations = grant.kind().isRelation() || grant.kind() == ObjectKind.COLUMN;
    if (relations && !grant.allInSchema() && effects.version().atLeast(18)) {
      grant.objects().forEach(name -> relation(name, LockMode.ACCESS_SHARE));
    }
  }
}
