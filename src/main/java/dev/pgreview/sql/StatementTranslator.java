package dev.pgreview.sql;

import dev.pgreview.migration.TextRange;
import dev.pgreview.schema.DataChange;
import dev.pgreview.schema.ObjectChange;
import dev.pgreview.schema.ObjectChange.ClusterWide;
import dev.pgreview.schema.QualifiedName;
import dev.pgreview.schema.SchemaChange;
import dev.pgreview.schema.SchemaChange.Unmodelled;
import dev.pgreview.schema.SessionChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** From PostgreSQL's tree of a statement to what the statement does. */
final class StatementTranslator {
  private static final String[] EXPLAINABLE = {
    "select", "insert", "update", "delete", "merge", "values", "with", "table", "create", "declare",
    "refresh", "execute"
  };

  private final PgQuery parser;

  StatementTranslator(PgQuery parser) {
    this.parser = parser;
  }

  /** What the only statement of a text does; of several it is not known. */
  SchemaChange translate(String sql, ParseTree tree) {
    if (tree.statements().size() > 1) {
      return new Unmodelled("several statements in the place of one");
    }
    return translate(tree.statements().getFirst(), new StatementText(sql, tree));
  }

  private SchemaChange translate(ParseNode statement, StatementText text) {
    ParseNode node = Nodes.inner(statement);
    String tag = Nodes.tag(statement);
    return switch (tag) {
      case "CreateStmt" -> new TableTranslator(text).createTable(node, false);
      case "CreateForeignTableStmt" ->
          new TableTranslator(text).createTable(Nodes.inner(node.path("base")), true);
      case "CreateTableAsStmt" -> new TableTranslator(text).createTableAs(node);
      case "ViewStmt" -> new TableTranslator(text).createView(node);
      case "CreateSeqStmt" -> TableTranslator.createSequence(node);
      case "AlterSeqStmt" -> TableTranslator.alterSequence(node);
      case "TruncateStmt" -> TableTranslator.truncate(node);
      case "LockStmt" -> TableTranslator.lock(node);
      case "AlterTableStmt" -> new AlterTableTranslator(text).alterTable(node);
      case "IndexStmt" -> new IndexTranslator(text).createIndex(node);
      case "ReindexStmt" -> IndexTranslator.reindex(node);
      case "SelectStmt" ->
          node.has("intoClause")
              ? new TableTranslator(text).selectInto(statement)
              : new DataTranslator(text).select(statement, text.whole());
      case "InsertStmt", "UpdateStmt", "DeleteStmt", "MergeStmt", "CopyStmt" ->
          new DataTranslator(text)
              .change(statement, text.whole())
              .<SchemaChange>map(change -> change)
              .orElseGet(() -> new Unmodelled(tag));
      case "ExplainStmt" ->
          new DataChange.Explain(
              translate(node.path("query"), text.within(explained(text))),
              Nodes.isOn(node.path("options"), "analyze"));
      default -> object(tag, node, text);
    };
  }

  private SchemaChange object(String tag, ParseNode node, StatementText text) {
    return switch (tag) {
      case "DropStmt" -> ObjectTranslator.drop(node);
      case "RenameStmt" -> ObjectTranslator.rename(node);
      case "AlterObjectSchemaStmt" -> ObjectTranslator.setSchema(node);
      case "AlterOwnerStmt" -> ObjectTranslator.owner(node);
      case "CommentStmt" -> ObjectTranslator.comment(node);
      case "GrantStmt" -> ObjectTranslator.grant(node);
      case "AlterDefaultPrivilegesStmt" -> ObjectTranslator.defaultPrivileges(node);
      case "CreateSchemaStmt" -> createSchema(node, text);
      case "CreateExtensionStmt" -> ObjectTranslator.createExtension(node);
      case "AlterExtensionStmt" ->
          new ObjectChange.AlterExtension(Nodes.text(node, "extname"), "UPDATE");
      case "AlterExtensionContentsStmt" ->
          new ObjectChange.AlterExtension(Nodes.text(node, "extname"), "CONTENTS");
      case "CreateStatsStmt" -> ObjectTranslator.createStatistics(node);
      case "CreatePublicationStmt" -> ObjectTranslator.publication("CREATE PUBLICATION", node);
      case "AlterPublicationStmt" -> ObjectTranslator.publication("ALTER PUBLICATION", node);
      case "CreateTrigStmt" -> new TableObjectTranslator(text).createTrigger(node);
      case "CreatePolicyStmt" -> new TableObjectTranslator(text).createPolicy(node);
      case "AlterPolicyStmt" -> new TableObjectTranslator(text).alterPolicy(node);
      case "RuleStmt" -> TableObjectTranslator.createRule(node);
      case "CreateEnumStmt" -> TypeObjectTranslator.createEnum(node);
      case "AlterEnumStmt" -> TypeObjectTranslator.alterEnum(node);
      case "CompositeTypeStmt" -> new TypeObjectTranslator(text).createComposite(node);
      case "CreateRangeStmt" -> TypeObjectTranslator.createRange(node);
      case "CreateDomainStmt" -> new TypeObjectTranslator(text).createDomain(node);
      case "AlterDomainStmt" -> new TypeObjectTranslator(text).alterDomain(node);
      case "CreateFunctionStmt" -> new RoutineTranslator(text, parser).createFunction(node);
      case "AlterFunctionStmt" -> new RoutineTranslator(text, parser).alterFunction(node);
      case "DoStmt" -> new RoutineTranslator(text, parser).doBlock(node);
      case "CallStmt" -> new RoutineTranslator(text, parser).call(node);
      default -> session(tag, node);
    };
  }

  private SchemaChange createSchema(ParseNode node, StatementText text) {
    List<SchemaChange> elements = new ArrayList<>();
    List<TextRange> places = schemaElements(text);
    ParseNode list = node.path("schemaElts");
    for (int i = 0; i < list.size(); i++) {
      TextRange place = places.size() == list.size() ? places.get(i) : text.whole();
      elements.add(translate(list.path(i), text.within(place)));
    }
    String name = Nodes.text(node, "schemaname");
    return new ObjectChange.CreateSchema(
        name.isEmpty() ? Nodes.role(node.path("authrole")) : name,
        Nodes.flag(node, "if_not_exists"),
        elements);
  }

  /** The elements of CREATE SCHEMA have nothing between them: each begins with CREATE or GRANT. */
  private static List<TextRange> schemaElements(StatementText text) {
    List<TextRange> elements = new ArrayList<>();
    TokenCursor cursor = new TokenCursor(text.sql(), text.whole());
    cursor.next();
    int start = -1;
    // GRANT CREATE, WITH GRANT OPTION and a list of privileges hold the words too.
    boolean held = false;
    while (cursor.next()) {
      if (!held && cursor.depth() == 0 && cursor.isAnyKeyword("create", "grant")) {
        if (start >= 0) {
          elements.add(new TextRange(start, cursor.previousEnd()));
        }
        start = cursor.start();
      }
      held = cursor.isAnyKeyword("grant", "with") || cursor.isSymbol(',');
    }
    if (start >= 0) {
      elements.add(new TextRange(start, text.whole().end()));
    }
    return elements;
  }

  /** The statement behind EXPLAIN and its options. */
  private static TextRange explained(StatementText text) {
    TokenCursor cursor = new TokenCursor(text.sql(), text.whole());
    while (cursor.next()) {
      if (cursor.depth() == 0 && cursor.isAnyKeyword(EXPLAINABLE)) {
        return text.from(cursor.start());
      }
    }
    return text.after("explain", text.whole());
  }

  private static SchemaChange session(String tag, ParseNode node) {
    return switch (tag) {
      case "VariableSetStmt" -> SessionTranslator.variable(node);
      case "TransactionStmt" -> SessionTranslator.transaction(node);
      case "DiscardStmt" -> SessionTranslator.discard(node);
      case "PrepareStmt" -> command("PREPARE", node);
      case "ExecuteStmt" -> command("EXECUTE", node);
      case "DeallocateStmt" -> command("DEALLOCATE", node);
      case "ListenStmt" -> command("LISTEN", node);
      case "UnlistenStmt" -> command("UNLISTEN", node);
      case "NotifyStmt" -> command("NOTIFY", node);
      case "VariableShowStmt" -> command("SHOW", node);
      case "CheckPointStmt" -> command("CHECKPOINT", node);
      case "LoadStmt" -> command("LOAD", node);
      case "ConstraintsSetStmt" -> command("SET CONSTRAINTS", node);
      case "DeclareCursorStmt" -> command("DECLARE", node);
      case "FetchStmt" -> command(Nodes.flag(node, "ismove") ? "MOVE" : "FETCH", node);
      case "ClosePortalStmt" -> command("CLOSE", node);
      case "VacuumStmt" -> MaintenanceTranslator.vacuum(node);
      case "ClusterStmt" -> MaintenanceTranslator.cluster(node);
      case "RefreshMatViewStmt" -> MaintenanceTranslator.refresh(node);
      default -> clusterWide(tag, node);
    };
  }

  private static SchemaChange command(String statement, ParseNode node) {
    ParseNode target = Nodes.inner(node.path("query")).path("relation");
    Optional<QualifiedName> written =
        target.isMissingNode() ? Optional.empty() : Optional.of(Nodes.relation(target));
    return new SessionChange.SessionCommand(
        statement, written, List.copyOf(RelationReader.relations(node, Set.of())));
  }

  private static SchemaChange clusterWide(String tag, ParseNode node) {
    return switch (tag) {
      case "CreatedbStmt" -> new ClusterWide("CREATE DATABASE", Nodes.text(node, "dbname"));
      case "DropdbStmt" -> new ClusterWide("DROP DATABASE", Nodes.text(node, "dbname"));
      case "CreateTableSpaceStmt" ->
          new ClusterWide("CREATE TABLESPACE", Nodes.text(node, "tablespacename"));
      case "DropTableSpaceStmt" ->
          new ClusterWide("DROP TABLESPACE", Nodes.text(node, "tablespacename"));
      case "AlterSystemStmt" ->
          new ClusterWide(
              "ALTER SYSTEM", Nodes.optionalText(node.path("setstmt"), "name").orElse("all"));
      case "CreateSubscriptionStmt" ->
          new ClusterWide("CREATE SUBSCRIPTION", Nodes.text(node, "subname"));
      case "AlterSubscriptionStmt" ->
          new ClusterWide("ALTER SUBSCRIPTION", Nodes.text(node, "subname"));
      case "DropSubscriptionStmt" ->
          new ClusterWide("DROP SUBSCRIPTION", Nodes.text(node, "subname"));
      case "CreateRoleStmt" -> RoleTranslator.role("CREATE ROLE", node);
      case "AlterRoleStmt" -> RoleTranslator.role("ALTER ROLE", node);
      case "AlterRoleSetStmt" -> RoleTranslator.role("ALTER ROLE SET", node);
      case "DropRoleStmt" -> RoleTranslator.role("DROP ROLE", node);
      case "GrantRoleStmt" -> RoleTranslator.grant(node);
      case "DropOwnedStmt" -> RoleTranslator.role("DROP OWNED", node);
      case "ReassignOwnedStmt" -> RoleTranslator.role("REASSIGN OWNED", node);
      default ->
          CatalogObjectTranslator.translate(tag, node)
              .<SchemaChange>map(change -> change)
              .orElseGet(() -> new Unmodelled(tag));
    };
  }
}
