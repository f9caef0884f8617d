package dev.pgreview.lint.rule;

import dev.pgreview.lint.AlterSite;
import dev.pgreview.schema.AlterTableAction;
import dev.pgreview.schema.ColumnType;
import java.util.Set;

/** What kind of type change ALTER COLUMN TYPE is. */
final class TypeChange {
  private static final Set<String> TIMESTAMPS = Set.of("timestamp", "timestamptz");

  private TypeChange() {}

  /** Between timestamp and timestamptz, whose conversion depends on the session's TimeZone. */
  static boolean isTimestampPair(AlterTableAction.AlterColumnType action, AlterSite site) {
    return site.column(action.column())
        .map(column -> column.type())
        .filter(
            from ->
                isTimestamp(from)
                    && isTimestamp(action.type())
                    && !from.name().equals(action.type().name()))
        .isPresent();
  }

  private static boolean isTimestamp(ColumnType type) {
    return TIMESTAMPS.contains(type.name().name()) && type.arrayDimensions() == 0;
  }
}
