package dev.pgreview.plan;

import dev.pgreview.schema.Identifiers;
import dev.pgreview.schema.RelationName;

/** A trigger that fills a new column while the old one is still written. */
final class SyncTrigger {
  private final RelationName table;
  private final String function;
  private final String trigger;

  SyncTrigger(RelationName table, String column) {
    this.table = table;
    String name = shortened("sync_" + table.name() + "_" + column);
    this.function = RelationName.of(table.schema(), name).sql();
    this.trigger = Identifiers.quote(name);
  }

  /** PostgreSQL cuts names after 63 bytes. */
  private static String shortened(String name) {
    return name.length() <= 60 ? name : name.substring(0, 60);
  }

  /**
   * @param body statements of PL/pgSQL
   */
  String create(String body) {
    return """
    CREATE FUNCTION %1$s() RETURNS trigger LANGUAGE plpgsql AS $sync$
    BEGIN
    %2$s
      RETURN NEW;
    END
    $sync$;

    CREATE TRIGGER %3$s BEFORE INSERT OR UPDATE ON %4$s
      FOR EACH ROW EXECUTE FUNCTION %1$s();"""
        .formatted(function, body.stripTrailing(), trigger, table.sql());
  }

  String drop() {
    return dropTrigger() + ";\n" + dropFunction() + ";\n";
  }

  String dropTrigger() {
    return "DROP TRIGGER " + trigger + " ON " + table.sql();
  }

  String dropFunction() {
    return "DROP FUNCTION " + function + "()";
  }
}
