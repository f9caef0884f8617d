package dev.pgreview.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Comments, owners, triggers, policies, rules, routines, extensions. */
final class ObjectReplay {
  private final Replay replay;

  ObjectReplay(Replay replay) {
    this.replay = replay;
  }

  void apply(ObjectChange change) {
    switch (change) {
      case ObjectChange.OwnerChange owner -> {
        if (owner.kind().isRelation()) {
          replay
              .catalog()
              .relation(owner.name())
              .ifPresent(r -> replay.editor().put(r.withHeader(r.header().owned(owner.role()))));
        }
      }
      case ObjectChange.Comment comment -> comment(comment);
      case ObjectChange.CreateExtension create -> {
        if (replay.catalog().extension(create.name()).isEmpty()) {
          replay
              .editor()
              .putExtension(new Extension(create.name(), create.schema(), replay.origin()));
        }
      }
      case ObjectChange.CreateTrigger create -> trigger(create);
      case ObjectChange.CreatePolicy create -> policy(create);
      case ObjectChange.AlterPolicy alter -> alterPolicy(alter);
      case ObjectChange.CreateRule create -> {
        Relation relation = replay.relation(create.table());
        replay
            .editor()
            .alter(
                relation.id(),
                draft -> {
                  draft.rules.remove(create.name());
                  draft.rules.add(create.name());
                });
      }
      default -> {}
    }
  }

  private void comment(ObjectChange.Comment comment) {
    @Nullable String text = comment.text();
    switch (comment.kind()) {
      case TABLE, INDEX, VIEW, MATERIALIZED_VIEW, SEQUENCE, FOREIGN_TABLE ->
          replay
              .catalog()
              .relation(comment.target().name())
              .ifPresent(r -> replay.editor().put(r.withHeader(r.header().commented(text))));
      case COLUMN ->
          replay
              .catalog()
              .table(comment.target().name())
              .ifPresent(
                  table ->
                      replay
                          .editor()
                          .alter(
                              table.id(),
                              draft ->
                                  draft.replaceColumn(
                                      String.valueOf(comment.target().member()),
                                      column -> column.withComment(text))));
      default -> {}
    }
  }

  private void trigger(ObjectChange.CreateTrigger create) {
    Relation relation = replay.relation(create.table());
    Table.Trigger trigger =
        new Table.Trigger(
            create.name(), create.function(), create.row(), create.events(), true, replay.origin());
    List<Integer> targets = new ArrayList<>(List.of(relation.id()));
    if (relation instanceof Table table && table.partitioned() && create.row()) {
      replay.catalog().descendants(table).forEach(child -> targets.add(child.id()));
    }
    for (int target : targets) {
      replay
          .editor()
          .alter(
              target,
              draft -> {
                draft.triggers.removeIf(old -> old.name().equals(create.name()));
                draft.triggers.add(trigger);
              });
    }
  }

  private void policy(ObjectChange.CreatePolicy create) {
    Table.Policy policy =
        new Table.Policy(
            create.name(),
            create.permissive(),
            create.command(),
            create.roles(),
            create.using(),
            create.withCheck(),
            replay.origin());
    replay
        .editor()
        .alter(
            replay.table(create.table()).id(),
            draft -> {
              draft.policies.removeIf(old -> old.name().equals(create.name()));
              draft.policies.add(policy);
            });
  }

  private void alterPolicy(ObjectChange.AlterPolicy alter) {
    replay
        .editor()
        .alter(
            replay.table(alter.table()).id(),
            draft ->
                draft.policies.replaceAll(
                    old ->
                        old.name().equals(alter.name())
                            ? new Table.Policy(
                                old.name(),
                                old.permissive(),
                                old.command(),
                                old.roles(),
                                alter.using().or(old::using),
                                alter.withCheck().or(old::withCheck),
                                old.origin())
                            : old));
  }

  void createRoutine(RoutineChange.CreateFunction create) {
    RelationName name = replay.catalog().nameForNew(create.name());
    replay.editor().putSchema(name.schema(), Origin.base());
    replay
        .editor()
        .putRoutine(
            new Routine(
                name,
                replay.origin(),
                create.procedure(),
                create.arguments(),
                create.returns(),
                create.language(),
                create.volatility(),
                create.securityDefiner(),
                create.settings(),
                create.body()));
  }

  void alterRoutine(RoutineChange.AlterFunction alter) {
    List<Routine> overloads = replay.catalog().routines(alter.name());
    Optional<RoutineChange.Volatility> volatility = alter.volatility();
    if (overloads.isEmpty() || volatility.isEmpty()) {
      return;
    }
    replay
        .editor()
        .replaceRoutines(
            overloads.getFirst().name(),
            old ->
                new Routine(
                    old.name(),
                    old.origin(),
                    old.procedure(),
                    old.arguments(),
                    old.returns(),
                    old.language(),
                    volatility.get(),
                    old.securityDefiner(),
                    old.settings(),
                    old.body()));
  }
}
