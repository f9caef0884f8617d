package dev.pgreview.schema;

import java.util.ArrayList;
import java.util.List;
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
      case ObjectChange.CreateTrigger create -> replay.triggers().create(create);
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
                                alter.roles().isEmpty() ? old.roles() : alter.roles(),
                                alter.using().or(old::using),
                                alter.withCheck().or(old::withCheck),
                                old.origin())
                            : old));
  }

  void createRoutine(RoutineChange.CreateFunction create) {
    RelationName name = replay.catalog().nameForNew(create.name());
    replay.schemaOf(name);
    List<ColumnType> arguments =
        create.arguments().stream().map(t -> replay.resolved(t).withoutModifiers()).toList();
    // OR REPLACE leaves the routine the same object.
    Origin origin =
        replay.catalog().routines(name.qualified()).stream()
            .filter(old -> create.replace() && old.arguments().equals(arguments))
            .findFirst()
            .map(Routine::origin)
            .orElse(replay.origin());
    replay
        .editor()
        .putRoutine(
            new Routine(
                name,
                origin,
                create.procedure(),
                arguments,
                create.returns().map(type -> replay.resolved(type).withoutModifiers()),
                create.language(),
                create.volatility(),
                create.securityDefiner(),
                create.settings(),
                create.body()));
  }

  void alterRoutine(RoutineChange.AlterFunction alter) {
    for (Routine old : replay.routines(alter.name(), alter.arguments())) {
      List<String> settings = new ArrayList<>(old.settings());
      settings.removeIf(s -> alter.reset().contains("all") || alter.reset().contains(s));
      alter.set().stream().filter(s -> !settings.contains(s)).forEach(settings::add);
      Routine altered =
          new Routine(
              old.name(),
              old.origin(),
              old.procedure(),
              old.arguments(),
              old.returns(),
              old.language(),
              alter.volatility().orElse(old.volatility()),
              alter.securityDefiner().orElse(old.securityDefiner()),
              settings,
              old.body());
      replay.editor().replaceRoutine(old, altered);
    }
  }
}
