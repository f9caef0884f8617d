package dev.pgreview.sql;

import dev.pgreview.migration.TextRange;
import dev.pgreview.schema.AlterTableAction;
import dev.pgreview.schema.AlterTableAction.RowSecurityState;
import dev.pgreview.schema.AlterTableAction.TriggerScope;
import dev.pgreview.schema.ColumnDefinition;
import dev.pgreview.schema.ObjectKind;
import dev.pgreview.schema.Persistence;
import dev.pgreview.schema.SqlExpression;
import dev.pgreview.schema.TableChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** ALTER TABLE and its like: sub-commands (AlterTableType in src/include/nodes/parsenodes.h). */
final class AlterTableTranslator {
  private final StatementText text;
  private final ColumnTranslator columns;
  private final ConstraintTranslator constraints;
  private final ExpressionTranslator expressions;

  AlterTableTranslator(StatementText text) {
    this.text = text;
    this.columns = new ColumnTranslator(text);
    this.constraints = new ConstraintTranslator(text);
    this.expressions = new ExpressionTranslator(text);
  }

  TableChange alterTable(ParseNode node) {
    ParseNode relation = node.path("relation");
    ParseNode list = node.path("cmds");
    List<TextRange> places = SubcommandLocator.subcommands(text.sql());
    List<TableChange.Command> commands = new ArrayList<>(list.size());
    for (int i = 0; i < list.size(); i++) {
      TextRange place = i < places.size() ? places.get(i) : text.whole();
      commands.add(
          new TableChange.Command(action(list.path(i).path("AlterTableCmd"), place), place));
    }
    ObjectKind kind = ObjectKinds.kind(Nodes.text(node, "objtype"));
    return new TableChange.AlterTable(
        Nodes.relation(relation),
        kind,
        Nodes.flag(node, "missing_ok"),
        // A type's node says nothing of inheritance.
        !Nodes.flag(relation, "inh") && kind != ObjectKind.TYPE,
        commands);
  }

  private AlterTableAction action(ParseNode command, TextRange place) {
    String name = Nodes.text(command, "name");
    ParseNode definition = command.path("def");
    boolean missingOk = Nodes.flag(command, "missing_ok");
    String subtype = Nodes.text(command, "subtype");
    return switch (subtype) {
      case "AT_AddColumn" ->
          new AlterTableAction.AddColumn(columns.column(definition.path("ColumnDef")), missingOk);
      case "AT_DropColumn" ->
          new AlterTableAction.DropColumn(name, missingOk, Nodes.cascade(command));
      case "AT_AlterColumnType" -> columnType(name, definition.path("ColumnDef"), place);
      case "AT_ColumnDefault" -> columnDefault(name, definition, place);
      case "AT_SetNotNull" -> new AlterTableAction.SetNotNull(name);
      case "AT_DropNotNull" -> new AlterTableAction.DropNotNull(name);
      case "AT_AddIdentity" ->
          new AlterTableAction.AddIdentity(
              name,
              ColumnTranslator.identity(definition.path("Constraint")),
              ColumnTranslator.identitySequence(definition.path("Constraint")));
      case "AT_SetIdentity" -> setIdentity(name, definition);
      case "AT_DropIdentity" -> new AlterTableAction.DropIdentity(name, missingOk);
      case "AT_SetExpression" ->
          new AlterTableAction.SetExpression(
              name,
              expressions.expression(
                  definition, text.parenthesised(text.after("expression", place).start())));
      case "AT_DropExpression" -> new AlterTableAction.DropExpression(name, missingOk);
      case "AT_AddConstraint" ->
          new AlterTableAction.AddConstraint(constraints.constraint(definition.path("Constraint")));
      case "AT_ValidateConstraint" -> new AlterTableAction.ValidateConstraint(name);
      case "AT_DropConstraint" ->
          new AlterTableAction.DropConstraint(name, missingOk, Nodes.cascade(command));
      case "AT_AlterConstraint" -> alterConstraint(definition);
      case "AT_AttachPartition" -> attach(definition.path("PartitionCmd"));
      case "AT_DetachPartition" -> detach(definition.path("PartitionCmd"), false);
      case "AT_DetachPartitionFinalize" -> detach(definition.path("PartitionCmd"), true);
      default -> tableProperty(subtype, command, name);
    };
  }

  private AlterTableAction columnType(String name, ParseNode definition, TextRange place) {
    List<String> collation = Nodes.strings(definition.path("collClause").path("collname"));
    ParseNode using = definition.path("raw_default");
    Optional<SqlExpression> expression =
        using.isMissingNode()
            ? Optional.empty()
            : Optional.of(expressions.expression(using, text.after("using", place)));
    return new AlterTableAction.AlterColumnType(
        name,
        TypeTranslator.type(definition.path("typeName")),
        collation.isEmpty() ? Optional.empty() : Optional.of(collation.getLast()),
        expression);
  }

  private AlterTableAction columnDefault(String name, ParseNode definition, TextRange place) {
    return definition.isMissingNode()
        ? new AlterTableAction.DropDefault(name)
        : new AlterTableAction.SetDefault(
            name, expressions.expression(definition, text.after("default", place)));
  }

  private static AlterTableAction setIdentity(String name, ParseNode definition) {
    ParseNode generated = Nodes.option(definition.path("List").path("items"), "generated");
    // ATTRIBUTE_IDENTITY_ALWAYS and _BY_DEFAULT (src/include/catalog/pg_attribute.h).
    Optional<ColumnDefinition.Identity> identity =
        switch (Nodes.value(generated.path("arg"))) {
          case "97" -> Optional.of(ColumnDefinition.Identity.ALWAYS);
          case "100" -> Optional.of(ColumnDefinition.Identity.BY_DEFAULT);
          default -> Optional.empty();
        };
    return new AlterTableAction.SetIdentity(name, options(definition), identity);
  }

  private static AlterTableAction alterConstraint(ParseNode definition) {
    ParseNode node = Nodes.inner(definition);
    return new AlterTableAction.AlterConstraint(
        Nodes.text(node, "conname"),
        written(node, "alterEnforceability", Nodes.flag(node, "is_enforced")),
        written(node, "alterDeferrability", Nodes.flag(node, "deferrable")),
        written(node, "alterInheritability", !Nodes.flag(node, "noinherit")));
  }

  private static Optional<Boolean> written(ParseNode node, String field, boolean value) {
    return Nodes.flag(node, field) ? Optional.of(value) : Optional.empty();
  }

  private AlterTableAction attach(ParseNode command) {
    return new AlterTableAction.AttachPartition(
        Nodes.relation(command.path("name")),
        new TableTranslator(text).bound(command.path("bound")));
  }

  private static AlterTableAction detach(ParseNode command, boolean finalizing) {
    return new AlterTableAction.DetachPartition(
        Nodes.relation(command.path("name")), Nodes.flag(command, "concurrent"), finalizing);
  }

  private AlterTableAction tableProperty(String subtype, ParseNode command, String name) {
    ParseNode definition = command.path("def");
    return switch (subtype) {
      case "AT_SetStatistics" ->
          new AlterTableAction.SetStatistics(statisticsTarget(command, name));
      case "AT_SetStorage" -> new AlterTableAction.SetStorage(name, Nodes.value(definition));
      case "AT_SetCompression" ->
          new AlterTableAction.SetCompression(name, Nodes.value(definition));
      case "AT_SetOptions" -> new AlterTableAction.SetColumnOptions(name, false);
      case "AT_ResetOptions" -> new AlterTableAction.SetColumnOptions(name, true);
      case "AT_ClusterOn" -> new AlterTableAction.ClusterOn(Optional.of(name));
      case "AT_DropCluster" -> new AlterTableAction.ClusterOn(Optional.empty());
      case "AT_SetLogged" -> new AlterTableAction.SetPersistence(Persistence.PERMANENT);
      case "AT_SetUnLogged" -> new AlterTableAction.SetPersistence(Persistence.UNLOGGED);
      case "AT_SetAccessMethod" -> new AlterTableAction.SetAccessMethod(name);
      case "AT_SetTableSpace" -> new AlterTableAction.SetTablespace(name);
      case "AT_SetRelOptions" ->
          new AlterTableAction.SetStorageParameters(options(definition), false);
      case "AT_ResetRelOptions" ->
          new AlterTableAction.SetStorageParameters(options(definition), true);
      case "AT_AddInherit" -> new AlterTableAction.Inherit(Nodes.relation(definition));
      case "AT_DropInherit" -> new AlterTableAction.NoInherit(Nodes.relation(definition));
      case "AT_AddOf" ->
          new AlterTableAction.OfType(
              Optional.of(Nodes.name(definition.path("TypeName").path("names"))));
      case "AT_DropOf" -> new AlterTableAction.OfType(Optional.empty());
      case "AT_ChangeOwner" ->
          new AlterTableAction.ChangeOwner(Nodes.role(command.path("newowner")));
      case "AT_ReplicaIdentity" -> replicaIdentity(definition.path("ReplicaIdentityStmt"));
      default -> state(subtype, name);
    };
  }

  private static String statisticsTarget(ParseNode command, String name) {
    return name.isEmpty() ? String.valueOf(command.path("num").asInt(0)) : name;
  }

  private static List<String> options(ParseNode definition) {
    return Nodes.optionNames(definition.path("List").path("items"));
  }

  private static AlterTableAction replicaIdentity(ParseNode node) {
    String identity =
        switch (Nodes.text(node, "identity_type")) {
          case "f" -> "full";
          case "n" -> "nothing";
          case "i" -> "index";
          default -> "default";
        };
    return new AlterTableAction.ReplicaIdentity(identity, Nodes.optionalText(node, "name"));
  }

  private static AlterTableAction state(String subtype, String name) {
    return switch (subtype) {
      case "AT_EnableTrig", "AT_EnableAlwaysTrig", "AT_EnableReplicaTrig" ->
          trigger(name, TriggerScope.ONE, true);
      case "AT_DisableTrig" -> trigger(name, TriggerScope.ONE, false);
      case "AT_EnableTrigAll" -> trigger("", TriggerScope.ALL, true);
      case "AT_DisableTrigAll" -> trigger("", TriggerScope.ALL, false);
      case "AT_EnableTrigUser" -> trigger("", TriggerScope.USER, true);
      case "AT_DisableTrigUser" -> trigger("", TriggerScope.USER, false);
      case "AT_EnableRule", "AT_EnableAlwaysRule", "AT_EnableReplicaRule" ->
          new AlterTableAction.RuleState(name, true);
      case "AT_DisableRule" -> new AlterTableAction.RuleState(name, false);
      case "AT_EnableRowSecurity" -> new AlterTableAction.RowLevelSecurity(RowSecurityState.ENABLE);
      case "AT_DisableRowSecurity" ->
          new AlterTableAction.RowLevelSecurity(RowSecurityState.DISABLE);
      case "AT_ForceRowSecurity" -> new AlterTableAction.RowLevelSecurity(RowSecurityState.FORCE);
      case "AT_NoForceRowSecurity" ->
          new AlterTableAction.RowLevelSecurity(RowSecurityState.NO_FORCE);
      default -> new AlterTableAction.UnmodelledAction(subtype);
    };
  }

  private static AlterTableAction trigger(String name, TriggerScope scope, boolean enabled) {
    return new AlterTableAction.TriggerState(
        name.isEmpty() ? Optional.empty() : Optional.of(name), scope, enabled);
  }
}
