package dev.pgreview.sql;

import dev.pgreview.migration.TextRange;
import dev.pgreview.schema.DataChange.Assignment;
import java.util.ArrayList;
import java.util.List;

/** The SET list of an UPDATE. */
final class AssignmentTranslator {
  private static final String[] AFTER_SET = {"from", "where", "returning"};

  private final StatementText text;
  private final ExpressionTranslator expressions;

  AssignmentTranslator(StatementText text) {
    this.text = text;
    this.expressions = new ExpressionTranslator(text);
  }

  /**
   * @param targets ResTarget nodes
   * @param range of the UPDATE
   */
  List<Assignment> assignments(ParseNode targets, TextRange range) {
    List<Assignment> assignments = new ArrayList<>(targets.size());
    for (ParseNode item : targets) {
      ParseNode target = item.path("ResTarget");
      ParseNode value = target.path("val");
      TextRange rest = new TextRange(text.offset(target), range.end());
      assignments.add(
          value.has("MultiAssignRef")
              ? ofSeveral(target, value.path("MultiAssignRef"), rest)
              : assignment(target, value, valuePlace(rest)));
    }
    return assignments;
  }

  private Assignment assignment(ParseNode target, ParseNode value, TextRange place) {
    return new Assignment(Nodes.text(target, "name"), expressions.expression(value, place));
  }

  /** One column of {@code (a, b) = (1, 2)} or {@code (a, b) = (SELECT …)}. */
  private Assignment ofSeveral(ParseNode target, ParseNode reference, TextRange rest) {
    TextRange place = valuePlace(new TextRange(endOfColumns(rest), rest.end()));
    ParseNode source = reference.path("source");
    ParseNode values = source.path("RowExpr").path("args");
    int index = reference.path("colno").asInt(1) - 1;
    List<TextRange> places = text.elements(text.parenthesised(place.start()));
    return index < values.size() && index < places.size()
        ? assignment(target, values.path(index), places.get(index))
        : assignment(target, source, place);
  }

  /** After the parenthesis that closes the list in which the range begins. */
  private int endOfColumns(TextRange rest) {
    TokenCursor cursor = new TokenCursor(text.sql(), rest);
    while (cursor.next()) {
      // On to the mark whose opening mark is before the range.
    }
    return Math.min(cursor.end(), rest.end());
  }

  /** What follows the first equals sign, up to a comma or the end of SET. */
  private TextRange valuePlace(TextRange rest) {
    TokenCursor cursor = new TokenCursor(text.sql(), rest);
    while (cursor.next() && !(cursor.depth() == 0 && cursor.isSymbol('='))) {
      // On to the equals sign; those in a subscript are deeper.
    }
    int start = -1;
    int end = Math.min(cursor.end(), rest.end());
    while (cursor.next() && !endsValue(cursor)) {
      start = start < 0 ? cursor.start() : start;
      end = cursor.end();
    }
    return start < 0 ? new TextRange(end, end) : new TextRange(start, end);
  }

  private static boolean endsValue(TokenCursor cursor) {
    return cursor.depth() == 0 && (cursor.isSymbol(',') || cursor.isAnyKeyword(AFTER_SET));
  }
}
