package dev.pgreview.schema;

import java.util.List;
import java.util.Optional;

/** A function or procedure that a user made. */
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
}
