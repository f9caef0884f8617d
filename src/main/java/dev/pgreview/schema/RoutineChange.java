package dev.pgreview.schema;

import dev.pgreview.migration.TextRange;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Functions, procedures, and blocks of code that run. */
public sealed interface RoutineChange extends SchemaChange {

  /**
   * CREATE FUNCTION or PROCEDURE.
   *
   * @param language lower case
   * @param volatility PostgreSQL's default is volatile
   * @param settings names in SET clauses, lower case
   * @param body what it runs when it is called
   */
  record CreateFunction(
      QualifiedName name,
      boolean procedure,
      boolean replace,
      List<ColumnType> arguments,
      Optional<ColumnType> returns,
      String language,
      Volatility volatility,
      boolean securityDefiner,
      List<String> settings,
      RoutineBody body)
      implements RoutineChange {}

  /**
   * ALTER FUNCTION or PROCEDURE; what is not written is empty.
   *
   * @param arguments input arguments; empty when they are left out
   * @param set names in SET clauses, lower case
   * @param reset names in RESET clauses; {@code all} for all
   */
  record AlterFunction(
      QualifiedName name,
      Optional<List<ColumnType>> arguments,
      Optional<Volatility> volatility,
      Optional<Boolean> securityDefiner,
      List<String> set,
      List<String> reset)
      implements RoutineChange {}

  /** CALL. */
  record Call(QualifiedName procedure) implements RoutineChange {}

  /** DO: runs at once. */
  record DoBlock(String language, RoutineBody body) implements RoutineChange {}

  /** How a function's result depends on more than its arguments. */
  enum Volatility {
    IMMUTABLE,
    STABLE,
    VOLATILE
  }

  /**
   * What can be read of a body.
   *
   * @param statements SQL statements in it, in the order written, branches and loops flattened
   * @param dynamicSql runs SQL that is not written out (EXECUTE of anything but a literal)
   * @param opaque could not be read at all: {@code reason} says why
   */
  record RoutineBody(
      List<BodyStatement> statements, boolean dynamicSql, boolean opaque, @Nullable String reason) {
    public RoutineBody {
      statements = List.copyOf(statements);
    }
  }

  /**
   * A statement inside a body.
   *
   * @param range in the outer statement
   * @param conditional inside IF, CASE, a loop or an exception block: may run never or often
   * @param looped inside a loop
   */
  record BodyStatement(
      String sql, TextRange range, SchemaChange change, boolean conditional, boolean looped) {}
}
