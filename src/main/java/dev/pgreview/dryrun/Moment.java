package dev.pgreview.dryrun;

import dev.pgreview.schema.RelationName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/**
 * The relations as a session sees them between two statements, by object id. System catalogs and
 * TOAST tables are not in it.
 */
record Moment(Map<Long, State> relations) {
  /**
   * A relation.
   *
   * @param file its relfilenode; 0 for none
   * @param scans sequential scans that the session has begun and not yet given to the statistics
   */
  record State(RelationName name, char kind, long file, long scans) {
    boolean hasRows() {
      return kind == 'r' || kind == 'm';
    }

    boolean isLockable() {
      return kind == 'r' || kind == 'p';
    }
  }

  /**
   * Object ids below 16384 are built-in ones (src/include/access/transam.h). Every operator is
   * named with its schema: it runs in the migration's session, whose search path is anybody's.
   */
  private static final String SQL =
      """
      SELECT c.oid::pg_catalog.int8, n.nspname, c.relname, c.relkind::pg_catalog.text,
        coalesce(pg_catalog.pg_relation_filenode(c.oid), 0)::pg_catalog.int8,
        CASE WHEN c.relkind OPERATOR(pg_catalog.=) ANY ('{r,m}'::pg_catalog."char"[])
          THEN %s ELSE 0::pg_catalog.int8 END
      FROM pg_catalog.pg_class c
        JOIN pg_catalog.pg_namespace n ON n.oid OPERATOR(pg_catalog.=) c.relnamespace
      WHERE c.oid::pg_catalog.int8 OPERATOR(pg_catalog.>=) 16384::pg_catalog.int8
        AND n.nspname::pg_catalog.text OPERATOR(pg_catalog.<>)
          ALL ('{pg_catalog,information_schema}'::pg_catalog.text[])
        AND NOT pg_catalog.starts_with(n.nspname::pg_catalog.text, 'pg_toast')
      """;

  /** For the session that migrates: with its own scans. */
  static final String OWN = SQL.formatted("pg_catalog.pg_stat_get_xact_numscans(c.oid)");

  /** For another session: with the scans that all sessions have given to the statistics. */
  static final String SHARED = SQL.formatted("pg_catalog.pg_stat_get_numscans(c.oid)");

  static Moment read(ResultSet rows) throws SQLException {
    Map<Long, State> relations = new HashMap<>();
    while (rows.next()) {
      String schema = rows.getString(2);
      relations.put(
          rows.getLong(1),
          new State(
              RelationName.of(
                  schema.startsWith("pg_temp_") ? "pg_temp" : schema, rows.getString(3)),
              rows.getString(4).charAt(0),
              rows.getLong(5),
              rows.getLong(6)));
    }
    return new Moment(relations);
  }

  /** The same relations, with the scans of two readings added up. */
  Moment plusScans(Moment other) {
    Map<Long, State> sums = new HashMap<>();
    relations.forEach(
        (oid, state) -> {
          State added = other.relations.get(oid);
          long scans = state.scans + (added == null ? 0 : added.scans);
          sums.put(oid, new State(state.name, state.kind, state.file, scans));
        });
    return new Moment(sums);
  }

  /** Only those relations that are in the other one too. */
  Moment within(Moment other) {
    Map<Long, State> common = new HashMap<>(relations);
    common.keySet().retainAll(other.relations.keySet());
    return new Moment(common);
  }
}
