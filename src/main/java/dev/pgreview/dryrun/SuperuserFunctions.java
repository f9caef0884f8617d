package dev.pgreview.dryrun;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The only two things that are done for a migration with a superuser's rights, as functions of the
 * superuser in the database of the run. They take names and values and never text of statements,
 * run in the migration's own transaction, and execute no code that a migration can have made: a
 * publication evaluates nothing without a row filter, and moving an extension changes catalogs
 * only. The session that migrates never is a superuser's, not even for a moment: an extension that
 * can open a second session would use the moment.
 */
final class SuperuserFunctions {
  /** The comment on an extension that was made before the migrations. */
  static final String MADE_BEFOREHAND = "pgreview: made beforehand";

  private static final String PUBLISH =
      """
      CREATE OR REPLACE FUNCTION pg_catalog.pgreview_publish(
        name text, schemas text[], options text[], owner name)
      RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $body$
      DECLARE
        tables text := 'ALL TABLES';
        settings text := '';
      BEGIN
        IF NOT pg_has_role(session_user, owner, 'MEMBER') THEN
          RAISE insufficient_privilege USING MESSAGE =
            format('permission denied to create publication "%s"', name);
        END IF;
        IF cardinality(schemas) > 0 THEN
          SELECT 'TABLES IN SCHEMA ' || string_agg(quote_ident(s), ', ' ORDER BY n) INTO tables
            FROM unnest(schemas) WITH ORDINALITY AS one (s, n);
        END IF;
        FOR i IN 1 .. cardinality(options) / 2 LOOP
          settings := settings || CASE WHEN i = 1 THEN ' WITH (' ELSE ', ' END
            || format('%I = %L', options[2 * i - 1], options[2 * i]);
        END LOOP;
        IF settings <> '' THEN
          settings := settings || ')';
        END IF;
        EXECUTE format('CREATE PUBLICATION %I FOR %s%s', name, tables, settings);
        EXECUTE format('ALTER PUBLICATION %I OWNER TO %I', name, owner);
      END $body$
      """;

  private static final String MOVE =
      """
      CREATE OR REPLACE FUNCTION pg_catalog.pgreview_move_extension(extension name, target name)
      RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $body$
      BEGIN
        IF NOT has_schema_privilege(session_user, target, 'CREATE')
            OR starts_with(target::text, 'pg_') THEN
          RAISE insufficient_privilege USING MESSAGE =
            format('permission denied for schema %s', target);
        END IF;
        IF NOT EXISTS (SELECT FROM pg_extension WHERE extname = extension
            AND obj_description(oid, 'pg_extension') = 'MARK') THEN
          RAISE insufficient_privilege USING MESSAGE =
            format('must be owner of extension %s', extension);
        END IF;
        EXECUTE format('ALTER EXTENSION %I SET SCHEMA %I', extension, target);
      END $body$
      """
          .replace("MARK", MADE_BEFOREHAND);

  private SuperuserFunctions() {}

  /** In the database, as superuser. Every role of a migration may call them. */
  static List<String> create() {
    return List.of(PUBLISH, MOVE);
  }

  static String publish(WidePublication publication) {
    return "SELECT pg_catalog.pgreview_publish("
        + literal(publication.name())
        + ", "
        + array(publication.schemas())
        + ", "
        + array(publication.options())
        + ", current_user)";
  }

  static String moveExtension(String extension, String schema) {
    return "SELECT pg_catalog.pgreview_move_extension("
        + literal(extension)
        + ", "
        + literal(schema)
        + ")";
  }

  /**
   * The same in every setting of standard_conforming_strings: {@link SqlWords} takes no backslash.
   */
  static String literal(String text) {
    if (text.indexOf('\\') >= 0) {
      throw new IllegalArgumentException("a backslash in a name");
    }
    return "'" + text.replace("'", "''") + "'";
  }

  private static String array(List<String> texts) {
    return texts.stream()
        .map(SuperuserFunctions::literal)
        .collect(Collectors.joining(", ", "ARRAY[", "]::pg_catalog.text[]"));
  }
}
