package dev.pgreview.schema;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A function or procedure that a user made.
 *
 * @param arguments types of the input arguments, without modifiers
 * @param returns as written; empty when output arguments say it, and for procedures
 * @param settings names in SET clauses, lower case
 */
public record Routine(
    RelationName name,
    Origin origin,
    boolean procedure,
    List<ColumnType> arguments,
    Optional<ColumnType> returns,
    String language,
    RoutineChange.Volatility volatility,
    boolean securityDefiner,
    List<String> settings,
    RoutineChange.RoutineBody body) {
  public Routine {
    arguments = List.copyOf(arguments);
    settings = List.copyOf(settings);
  }

  public Routine withName(RelationName newName) {
    return new Routine(
        newName,
        origin,
        procedure,
        arguments,
        returns,
        language,
        volatility,
        securityDefiner,
        settings,
        body);
  }

  Routine withTypes(UnaryOperator<ColumnType> change) {
    return new Routine(
        name,
        origin,
        procedure,
        arguments.stream().map(change).toList(),
        returns.map(change),
        language,
        volatility,
        securityDefiner,
        settings,
        body);
  }

  /** Whether a type is among the arguments or the result. */
  boolean names(QualifiedName type) {
    return arguments.stream().anyMatch(argument -> argument.name().equals(type))
        || returns.filter(result -> result.name().equals(type)).isPresent();
  }
}
