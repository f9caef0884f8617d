package dev.pgreview.schema.oracle;

import dev.pgreview.schema.Catalog;
import dev.pgreview.schema.ColumnType;
import dev.pgreview.schema.Constraint;
import dev.pgreview.schema.Extension;
import dev.pgreview.schema.Identifiers;
import dev.pgreview.schema.Routine;
import dev.pgreview.schema.UserType;
import java.util.Locale;
import java.util.stream.Collectors;

/** Types, routines and extensions of the known schema as facts. */
final class ObjectFacts {
  private ObjectFacts() {}

  static void add(Catalog catalog, Facts facts) {
    catalog.types().forEach(type -> type(type, facts));
    catalog.routines().forEach(routine -> routine(routine, facts));
    catalog.extensions().stream()
        // It is in every database.
        .filter(extension -> !extension.name().equals("plpgsql"))
        .forEach(extension -> extension(extension, facts));
  }

  private static void type(UserType type, Facts facts) {
    Facts.Attributes attributes = facts.add("type " + type.name().sql());
    switch (type) {
      case UserType.Enumeration enumeration ->
          attributes
              .with("form", "enum")
              .with(
                  "values",
                  enumeration.values().isEmpty()
                      ? null
                      : enumeration.values().stream()
                          .map(UserType.EnumValue::value)
                          .collect(Collectors.joining(", ")));
      case UserType.Domain domain -> {
        attributes
            .with("form", "domain")
            .with("base", SqlTypes.format(domain.base()))
            .flag("default", domain.defaultValue().isPresent())
            .flag("not null", domain.notNull());
        for (Constraint constraint : domain.constraints()) {
          facts
              .add("constraint " + type.name().sql() + "." + Identifiers.quote(constraint.name()))
              .with("kind", constraint instanceof Constraint.NotNull ? "not null" : "check")
              .flag("valid", constraint.valid());
        }
      }
      case UserType.Composite composite ->
          attributes
              .with("form", "composite")
              .with(
                  "attributes",
                  composite.attributes().isEmpty()
                      ? null
                      : composite.attributes().stream()
                          .map(a -> Identifiers.quote(a.name()) + " " + SqlTypes.format(a.type()))
                          .collect(Collectors.joining(", ")));
      case UserType.Other other -> attributes.with("form", other.form());
    }
  }

  private static void routine(Routine routine, Facts facts) {
    String arguments =
        routine.arguments().stream().map(SqlTypes::format).collect(Collectors.joining(", "));
    facts
        .add("routine " + routine.name().sql() + "(" + arguments + ")")
        .flag("procedure", routine.procedure())
        .with("returns", routine.returns().map(ObjectFacts::returned).orElse(Facts.UNKNOWN))
        .with("language", routine.language())
        .with("volatility", routine.volatility().name().toLowerCase(Locale.ROOT))
        .flag("security definer", routine.securityDefiner())
        .with("settings", CatalogFacts.sorted(routine.settings()));
  }

  private static String returned(ColumnType type) {
    return (type.setOf() ? "setof " : "") + SqlTypes.format(type);
  }

  private static void extension(Extension extension, Facts facts) {
    facts
        .add("extension " + Identifiers.quote(extension.name()))
        .with("schema", extension.schema() == null ? Facts.UNKNOWN : extension.schema());
  }
}
