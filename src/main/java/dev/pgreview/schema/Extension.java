package dev.pgreview.schema;

import org.jspecify.annotations.Nullable;

/** An extension; {@code schema} is null when none is written. */
public record Extension(String name, @Nullable String schema, Origin origin) {}
