package dev.pgreview.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgreview.migration.TextRange;
import dev.pgreview.schema.ColumnDefinition;
import dev.pgreview.schema.RoutineChange.BodyStatement;
import dev.pgreview.schema.SchemaChange;
import dev.pgreview.schema.SqlExpression;
import dev.pgreview.schema.SqlQuery;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Checks that the texts in a translated statement are what they are said to be: parsed alone, each
 * says the same as in its place.
 */
final class SliceCheck {
  private final String sql;
  private int checked;

  private SliceCheck(String sql) {
    this.sql = sql;
  }

  /**
   * @return how many texts were checked
   */
  static int check(String sql, SchemaChange change) {
    SliceCheck check = new SliceCheck(sql);
    check.visit(change);
    return check.checked;
  }

  private void visit(Object value) {
    switch (value) {
      case Optional<?> optional -> optional.ifPresent(this::visit);
      case List<?> list -> list.forEach(this::visit);
      case SqlExpression expression -> check(expression);
      case SqlQuery query -> {
        check(query);
        visit(query.where());
        visit(query.dataChanges());
      }
      case BodyStatement statement -> checked += check(statement.sql(), statement.change());
      case ColumnDefinition column -> {
        check(column);
        components(column);
      }
      case Record shape -> components(shape);
      default -> {}
    }
  }

  private void components(Record shape) {
    for (RecordComponent component : shape.getClass().getRecordComponents()) {
      try {
        Object value = component.getAccessor().invoke(shape);
        if (value != null) {
          visit(value);
        }
      } catch (ReflectiveOperationException e) {
        throw new LinkageError(component.toString(), e);
      }
    }
  }

  private void check(SqlExpression expression) {
    String text = expression.sql();
    String upper = text.toUpperCase(Locale.ROOT);
    if (upper.equals("DEFAULT") || upper.startsWith("CURRENT OF")) {
      return;
    }
    Parsed whole = parse("SELECT " + text);
    JsonNode targets = whole.statement().path("SelectStmt").path("targetList");
    assertThat(targets).as("one expression: %s in %s", text, sql).hasSize(1);
    JsonNode value = targets.path(0).path("ResTarget");
    assertThat(value.has("name")).as("no label: %s in %s", text, sql).isFalse();
    SqlExpression alone =
        new ExpressionTranslator(whole.text())
            .expression(value, new TextRange(7, 7 + text.length()));
    assertThat(alone).as(sql).isEqualTo(expression);
    checked++;
  }

  private void check(SqlQuery query) {
    if (query.sql().toUpperCase(Locale.ROOT).startsWith("EXECUTE")) {
      return;
    }
    Parsed whole = parse(query.sql());
    if (Nodes.tag(whole.statement()).equals("SelectStmt")) {
      SqlQuery alone =
          new QueryTranslator(whole.text()).query(whole.statement(), whole.text().whole());
      assertThat(alone.columns()).as(sql).isEqualTo(query.columns());
      assertThat(alone.where()).as(sql).isEqualTo(query.where());
      assertThat(alone.valuesRows()).as(sql).isEqualTo(query.valuesRows());
      assertThat(alone.functions()).as(sql).allMatch(query.functions()::contains);
    }
    checked++;
  }

  private void check(ColumnDefinition column) {
    String text = sql.substring(column.range().start(), column.range().end());
    if (column.type().name().name().isEmpty()
        || text.toUpperCase(Locale.ROOT).contains("OPTIONS")) {
      // A column of a typed table or partition, and of a foreign table, stands only there.
      return;
    }
    String stripped = text.replaceFirst("(?i)\\s+(CASCADE|RESTRICT)$", "");
    String table = "CREATE TABLE t (" + stripped + ")";
    Parsed whole = parse(table);
    JsonNode element = whole.statement().path("CreateStmt").path("tableElts");
    assertThat(element).as("%s in %s", text, sql).hasSize(1);
    ColumnDefinition alone =
        new ColumnTranslator(whole.text()).column(element.path(0).path("ColumnDef"));
    assertThat(alone)
        .as(sql)
        .usingRecursiveComparison()
        .ignoringFieldsMatchingRegexes("(.*\\.)?range")
        .isEqualTo(column);
    checked++;
  }

  private record Parsed(StatementText text, JsonNode statement) {}

  private Parsed parse(String text) {
    try {
      ParseTree tree = PgQueryPool.shared().run(parser -> parser.parse(text));
      return new Parsed(new StatementText(text, tree), tree.statements().getFirst());
    } catch (SqlSyntaxException e) {
      throw new AssertionError(e.message() + ": " + text + " in " + sql, e);
    }
  }
}
