package dev.pgreview.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Enumerations, composite types, ranges and base types. */
final class TypeReplay {
  private final Replay replay;
  private final DomainReplay domains;

  TypeReplay(Replay replay) {
    this.replay = replay;
    this.domains = new DomainReplay(replay);
  }

  DomainReplay domains() {
    return domains;
  }

  void apply(ObjectChange change, boolean conditional) {
    switch (change) {
      case ObjectChange.CreateEnum create -> {
        List<UserType.EnumValue> values =
            create.values().stream()
                .map(value -> new UserType.EnumValue(value, replay.origin()))
                .toList();
        add(new UserType.Enumeration(name(create.name()), replay.origin(), values), conditional);
      }
      case ObjectChange.AddEnumValue add -> addValue(add);
      case ObjectChange.RenameEnumValue rename -> renameValue(rename);
      case ObjectChange.CreateType create -> create(create, conditional);
      case ObjectChange.CreateDomain create ->
          add(domains.create(create, name(create.name())), conditional);
      case ObjectChange.AlterDomain alter -> domains.alter(alter);
      default -> throw new IllegalArgumentException(change.statementKind());
    }
  }

  private RelationName name(QualifiedName name) {
    return replay.catalog().nameForNew(name);
  }

  private void create(ObjectChange.CreateType create, boolean conditional) {
    RelationName name = name(create.name());
    if (create.form().equals("composite")) {
      List<ColumnDefinition> attributes =
          create.attributes().stream().map(a -> a.typed(replay.resolved(a.type()))).toList();
      add(new UserType.Composite(name, replay.origin(), attributes), conditional);
      return;
    }
    add(new UserType.Other(name, replay.origin(), create.form(), Optional.empty()), conditional);
    if (create.form().equals("range")) {
      RelationName multirange =
          create
              .multirange()
              .map(this::name)
              .orElseGet(
                  () -> RelationName.of(name.schema(), GeneratedNames.multirange(name.name())));
      add(
          new UserType.Other(multirange, replay.origin(), "multirange", Optional.of(name)),
          conditional);
    }
  }

  private void add(UserType type, boolean conditional) {
    boolean known = replay.catalog().type(type.name().qualified()).isPresent();
    if (!known || !conditional) {
      replay.schemaOf(type.name());
      replay.editor().putType(type);
    }
  }

  private void addValue(ObjectChange.AddEnumValue add) {
    if (replay.catalog().type(add.type()).orElse(null) instanceof UserType.Enumeration old
        && position(old, add.value()) < 0) {
      List<UserType.EnumValue> values = new ArrayList<>(old.values());
      int at = values.size();
      if (add.place().isPresent()) {
        int neighbour = position(old, add.place().get().neighbour());
        at = neighbour < 0 ? at : neighbour + (add.place().get().after() ? 1 : 0);
      }
      values.add(at, new UserType.EnumValue(add.value(), replay.origin()));
      replay.editor().putType(new UserType.Enumeration(old.name(), old.origin(), values));
    }
  }

  private static int position(UserType.Enumeration type, String value) {
    for (int i = 0; i < type.values().size(); i++) {
      if (type.values().get(i).value().equals(value)) {
        return i;
      }
    }
    return -1;
  }

  private void renameValue(ObjectChange.RenameEnumValue rename) {
    if (replay.catalog().type(rename.type()).orElse(null) instanceof UserType.Enumeration old) {
      List<UserType.EnumValue> values =
          old.values().stream()
              .map(
                  v ->
                      v.value().equals(rename.value())
                          ? new UserType.EnumValue(rename.newValue(), v.origin())
                          : v)
              .toList();
      replay.editor().putType(new UserType.Enumeration(old.name(), old.origin(), values));
    }
  }

  /** ALTER TYPE … ADD, DROP, ALTER ATTRIBUTE; tables OF the type go along. */
  void alterComposite(TableChange.AlterTable alter) {
    if (!(replay.catalog().type(alter.name()).orElse(null) instanceof UserType.Composite old)) {
      return;
    }
    List<ColumnDefinition> attributes = new ArrayList<>(old.attributes());
    for (TableChange.Command command : alter.commands()) {
      switch (command.action()) {
        case AlterTableAction.AddColumn add ->
            attributes.add(add.column().typed(replay.resolved(add.column().type())));
        case AlterTableAction.DropColumn drop ->
            attributes.removeIf(attribute -> attribute.name().equals(drop.column()));
        case AlterTableAction.AlterColumnType type ->
            attributes.replaceAll(
                a -> a.name().equals(type.column()) ? a.typed(replay.resolved(type.type())) : a);
        default -> {}
      }
    }
    replay.editor().putType(new UserType.Composite(old.name(), old.origin(), attributes));
    for (Table table : tablesOf(old)) {
      QualifiedName name = table.name().qualified();
      replay.apply(
          new TableChange.AlterTable(name, ObjectKind.TABLE, true, false, alter.commands()), false);
    }
  }

  /** ALTER TYPE … RENAME ATTRIBUTE. */
  void renameAttribute(ObjectChange.Rename rename) {
    QualifiedName name = rename.target().name();
    if (!(replay.catalog().type(name).orElse(null) instanceof UserType.Composite old)) {
      return;
    }
    List<ColumnDefinition> attributes =
        old.attributes().stream()
            .map(a -> a.name().equals(rename.target().member()) ? a.named(rename.newName()) : a)
            .toList();
    replay.editor().putType(new UserType.Composite(old.name(), old.origin(), attributes));
    for (Table table : tablesOf(old)) {
      replay
          .names()
          .rename(
              new ObjectChange.Rename(
                  ObjectKind.COLUMN,
                  ObjectKind.TABLE,
                  ObjectChange.Target.of(
                      table.name().qualified(), String.valueOf(rename.target().member())),
                  rename.newName(),
                  true));
    }
  }

  List<Table> tablesOf(UserType.Composite type) {
    Optional<RelationName> name = Optional.of(type.name());
    return replay.catalog().tables().stream().filter(t -> t.ofType().equals(name)).toList();
  }
}
