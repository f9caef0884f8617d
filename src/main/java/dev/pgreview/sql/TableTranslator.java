package dev.pgreview.sql;

import dev.pgreview.migration.TextRange;
import dev.pgreview.schema.ColumnDefinition;
import dev.pgreview.schema.ColumnType;
import dev.pgreview.schema.ConstraintDefinition;
import dev.pgreview.schema.Persistence;
import dev.pgreview.schema.QualifiedName;
import dev.pgreview.schema.TableChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Statements that make tables, views and sequences, and those about whole tables. */
final class TableTranslator {
  private static final List<String> LOCK_MODES =
      List.of(
          "ACCESS SHARE",
          "ROW SHARE",
          "ROW EXCLUSIVE",
          "SHARE UPDATE EXCLUSIVE",
          "SHARE",
          "SHARE ROW EXCLUSIVE",
          "EXCLUSIVE",
          "ACCESS EXCLUSIVE");

  /** CREATE_TABLE_LIKE_… in src/include/nodes/parsenodes.h, by bit. */
  private static final List<String> LIKE_OPTIONS =
      List.of(
          "comments",
          "compression",
          "constraints",
          "defaults",
          "generated",
          "identity",
          "indexes",
          "statistics",
          "storage");

  private final StatementText text;
  private final ConstraintTranslator constraints;

  TableTranslator(StatementText text) {
    this.text = text;
    this.constraints = new ConstraintTranslator(text);
  }

  TableChange createTable(ParseNode node, boolean foreign) {
    ParseNode relation = node.path("relation");
    List<ColumnDefinition> columns = new ArrayList<>();
    List<ConstraintDefinition> tableConstraints = new ArrayList<>();
    List<TableChange.Like> likes = new ArrayList<>();
    for (ParseNode element : node.path("tableElts")) {
      ParseNode inner = Nodes.inner(element);
      switch (Nodes.tag(element)) {
        case "ColumnDef" -> columns.add(new ColumnTranslator(text).column(inner));
        case "Constraint" -> tableConstraints.add(constraints.constraint(inner));
        case "TableLikeClause" -> likes.add(like(inner, columns.size()));
        default -> throw new IllegalStateException("table element " + Nodes.tag(element));
      }
    }
    boolean partition = node.has("partbound");
    return new TableChange.CreateTable(
        Nodes.relation(relation),
        persistence(relation),
        foreign,
        Nodes.flag(node, "if_not_exists"),
        columns,
        tableConstraints,
        partition ? List.of() : Nodes.relations(node.path("inhRelations")),
        likes,
        partition ? Optional.of(partitionOf(node)) : Optional.empty(),
        partitionKey(node.path("partspec")),
        node.has("ofTypename")
            ? Optional.of(Nodes.name(node.path("ofTypename").path("names")))
            : Optional.empty(),
        dropsOnCommit(node, "oncommit"));
  }

  private static boolean dropsOnCommit(ParseNode node, String field) {
    return Nodes.text(node, field).equals("ONCOMMIT_DROP");
  }

  private static TableChange.Like like(ParseNode node, int position) {
    int options = node.path("options").asInt(0);
    List<String> including = new ArrayList<>();
    if (options == Integer.MAX_VALUE) {
      including.add("all");
    } else {
      for (int bit = 0; bit < LIKE_OPTIONS.size(); bit++) {
        if ((options & (1 << bit)) != 0) {
          including.add(LIKE_OPTIONS.get(bit));
        }
      }
    }
    return new TableChange.Like(Nodes.relation(node.path("relation")), including, position);
  }

  private TableChange.PartitionOf partitionOf(ParseNode node) {
    return new TableChange.PartitionOf(
        Nodes.relation(node.path("inhRelations").path(0)), bound(node.path("partbound")));
  }

  /** The text after FOR VALUES; empty for DEFAULT. */
  Optional<String> bound(ParseNode partitionBound) {
    if (Nodes.flag(partitionBound, "is_default") || partitionBound.isMissingNode()) {
      return Optional.empty();
    }
    // FROM (…) TO (…), IN (…), WITH (…): the node begins with the keyword.
    int lists = Nodes.text(partitionBound, "strategy").equals("r") ? 2 : 1;
    TextRange rest = text.from(text.offset(partitionBound));
    TokenCursor cursor = new TokenCursor(text.sql(), rest);
    while (lists > 0 && cursor.next()) {
      lists -= cursor.depth() == 0 && cursor.isSymbol(')') ? 1 : 0;
    }
    return Optional.of(text.slice(new TextRange(rest.start(), cursor.end())));
  }

  private Optional<TableChange.PartitionKey> partitionKey(ParseNode specification) {
    if (specification.isMissingNode()) {
      return Optional.empty();
    }
    String strategy =
        Nodes.text(specification, "strategy")
            .replace("PARTITION_STRATEGY_", "")
            .toLowerCase(Locale.ROOT);
    return Optional.of(
        new TableChange.PartitionKey(
            strategy,
            new IndexTranslator(text)
                .keys(specification.path("partParams"), text.offset(specification))));
  }

  static Persistence persistence(ParseNode relation) {
    return switch (Nodes.text(relation, "relpersistence")) {
      case "t" -> Persistence.TEMPORARY;
      case "u" -> Persistence.UNLOGGED;
      default -> Persistence.PERMANENT;
    };
  }

  TableChange createTableAs(ParseNode node) {
    ParseNode into = node.path("into");
    return new TableChange.CreateTableAs(
        Nodes.relation(into.path("rel")),
        persistence(into.path("rel")),
        Nodes.text(node, "objtype").equals("OBJECT_MATVIEW"),
        Nodes.flag(node, "if_not_exists"),
        !Nodes.flag(into, "skipData"),
        dropsOnCommit(into, "onCommit"),
        Nodes.strings(into.path("colNames")),
        new QueryTranslator(text).query(node.path("query"), withoutTail(afterAs(), "no", "data")),
        QueryShapes.of(node.path("query")));
  }

  /**
   * SELECT … INTO.
   *
   * @param select with its tag
   */
  TableChange selectInto(ParseNode select) {
    ParseNode into = Nodes.inner(select).path("intoClause");
    return new TableChange.CreateTableAs(
        Nodes.relation(into.path("rel")),
        persistence(into.path("rel")),
        false,
        false,
        true,
        dropsOnCommit(into, "onCommit"),
        List.of(),
        new QueryTranslator(text).query(select, text.whole()),
        QueryShapes.of(select));
  }

  private TextRange afterAs() {
    return text.after("as", text.whole());
  }

  /** Cuts off a last clause that is WITH and some of these words. */
  private TextRange withoutTail(TextRange query, String... words) {
    TokenCursor cursor = new TokenCursor(text.sql(), query);
    int cut = -1;
    boolean tail = false;
    while (cursor.next()) {
      boolean begins = cursor.depth() == 0 && cursor.isKeyword("with");
      if (begins) {
        cut = cursor.previousEnd();
      }
      tail = begins || (tail && cursor.isAnyKeyword(words));
    }
    return tail && cut > query.start() ? new TextRange(query.start(), cut) : query;
  }

  TableChange createView(ParseNode node) {
    ParseNode view = node.path("view");
    List<String> options = new ArrayList<>();
    for (ParseNode item : node.path("options")) {
      ParseNode option = item.path("DefElem");
      String value = Nodes.value(option.path("arg"));
      options.add(Nodes.text(option, "defname") + "=" + (value.isEmpty() ? "true" : value));
    }
    switch (Nodes.text(node, "withCheckOption")) {
      case "LOCAL_CHECK_OPTION" -> options.add("check_option=local");
      case "CASCADED_CHECK_OPTION" -> options.add("check_option=cascaded");
      default -> {}
    }
    TextRange query = withoutTail(afterAs(), "local", "cascaded", "check", "option");
    return new TableChange.CreateView(
        Nodes.relation(view),
        Nodes.flag(node, "replace"),
        persistence(view),
        Nodes.strings(node.path("aliases")),
        options,
        new QueryTranslator(text).query(node.path("query"), query),
        QueryShapes.of(node.path("query")));
  }

  static TableChange createSequence(ParseNode node) {
    ParseNode options = node.path("options");
    return new TableChange.CreateSequence(
        Nodes.relation(node.path("sequence")),
        Nodes.flag(node, "if_not_exists"),
        persistence(node.path("sequence")),
        sequenceType(options),
        ownedBy(options));
  }

  static TableChange alterSequence(ParseNode node) {
    ParseNode options = node.path("options");
    return new TableChange.AlterSequence(
        Nodes.relation(node.path("sequence")),
        Nodes.flag(node, "missing_ok"),
        Nodes.optionNames(options),
        sequenceType(options),
        ownedBy(options));
  }

  private static Optional<ColumnType> sequenceType(ParseNode options) {
    ParseNode as = Nodes.option(options, "as").path("arg");
    return as.isMissingNode() ? Optional.empty() : Optional.of(TypeTranslator.type(as));
  }

  private static Optional<TableChange.ColumnReference> ownedBy(ParseNode options) {
    List<String> parts =
        Nodes.strings(Nodes.option(options, "owned_by").path("arg").path("List").path("items"));
    if (parts.size() < 2) {
      return Optional.empty();
    }
    QualifiedName table = Nodes.name(parts.subList(0, parts.size() - 1));
    return Optional.of(new TableChange.ColumnReference(table, parts.getLast()));
  }

  static TableChange truncate(ParseNode node) {
    return new TableChange.Truncate(
        Nodes.relations(node.path("relations")),
        Nodes.cascade(node),
        Nodes.flag(node, "restart_seqs"),
        Nodes.only(node.path("relations").path(0)));
  }

  static TableChange lock(ParseNode node) {
    int mode = node.path("mode").asInt(LOCK_MODES.size());
    return new TableChange.LockTable(
        Nodes.relations(node.path("relations")),
        LOCK_MODES.get(mode - 1),
        Nodes.flag(node, "nowait"),
        Nodes.only(node.path("relations").path(0)));
  }
}
