package dev.pgreview.schema;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the type that a statement names. */
final class TypeResolver {
  private static final String OF_COLUMN = "%TYPE";

  /** Of the schema pg_catalog, in any major from 14 to 18: found before a user's type. */
  private static final Set<String> BUILT_IN = read();

  private final Catalog catalog;

  TypeResolver(Catalog catalog) {
    this.catalog = catalog;
  }

  private static Set<String> read() {
    try (InputStream in = TypeResolver.class.getResourceAsStream("builtin-types.txt")) {
      if (in == null) {
        throw new IllegalStateException("builtin-types.txt is not in the application");
      }
      return Set.of(new String(in.readAllBytes(), StandardCharsets.UTF_8).strip().split("\n"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** With the full name of a user's type or of the relation whose row type it is. */
  ColumnType resolve(ColumnType type) {
    QualifiedName name = type.name();
    if (name.schema() == null && name.name().endsWith(OF_COLUMN)) {
      ColumnType column = ofColumn(name.name());
      return column == null ? type : column;
    }
    if (name.schema() == null && BUILT_IN.contains(name.name())) {
      return type;
    }
    Optional<RelationName> full =
        catalog
            .type(name)
            .map(UserType::name)
            .or(() -> catalog.relation(name).filter(TypeResolver::hasRows).map(Relation::name));
    return full.map(found -> type.named(found.qualified())).orElse(type);
  }

  private static boolean hasRows(Relation relation) {
    return switch (relation) {
      case Table _, View _ -> true;
      case Index _, Sequence _ -> false;
    };
  }

  /** {@code table.column%TYPE}, perhaps with a schema. */
  private @Nullable ColumnType ofColumn(String text) {
    List<String> parts =
        List.of(text.substring(0, text.length() - OF_COLUMN.length()).split("\\.", -1));
    if (parts.size() < 2) {
      return null;
    }
    String table = parts.get(parts.size() - 2);
    QualifiedName name =
        parts.size() == 2
            ? QualifiedName.of(table)
            : QualifiedName.of(parts.get(parts.size() - 3), table);
    return catalog
        .table(name)
        .flatMap(known -> known.column(parts.getLast()))
        .map(Column::type)
        .orElse(null);
  }
}
