package dev.pgreview.lock;

import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * An error that PostgreSQL reported.
 *
 * @param state the five character SQLSTATE
 * @param position 1-based character position in the statement, if PostgreSQL gave one
 */
public record SqlError(
    String state,
    String message,
    @Nullable String detail,
    @Nullable String hint,
    OptionalInt position) {}
