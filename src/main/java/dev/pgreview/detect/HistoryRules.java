package dev.pgreview.detect;

import dev.pgreview.migration.MigrationTool;

/** What follows, with each tool, from a history that no longer fits what is deployed. */
final class HistoryRules {
  private static final String NEVER_RUNS = "databases that have it deployed never see the edit.";

  private HistoryRules() {}

  static String whenEdited(MigrationTool tool) {
    return switch (tool) {
      case FLYWAY -> "Flyway's validation fails on the checksum and nothing is migrated.";
      case LIQUIBASE -> "Liquibase stops on the checksum.";
      case PRISMA -> "prisma migrate dev asks to reset the database; deploy never runs the edit.";
      case SQLX -> "sqlx stops because the migration was modified.";
      case ATLAS -> "Atlas stops on the checksum in atlas.sum.";
      case SQITCH -> "sqitch sees another change ID only when the plan changes; " + NEVER_RUNS;
      case DRIZZLE,
          GOLANG_MIGRATE,
          GOOSE,
          DBMATE,
          DIESEL,
          SUPABASE,
          NODE_PG_MIGRATE,
          TERN,
          SQL_MIGRATE,
          POP,
          RAILS,
          PLAIN ->
          NEVER_RUNS;
    };
  }

  static String whenDeleted(MigrationTool tool) {
    return switch (tool) {
      case FLYWAY -> "Flyway's validation fails because an applied migration is missing.";
      case SQLX -> "sqlx stops because an applied migration is missing.";
      case GOLANG_MIGRATE -> "golang-migrate stops when it is the current version.";
      case SUPABASE -> "supabase db push stops because a remote migration is missing.";
      case SQL_MIGRATE -> "sql-migrate stops because of an unknown migration in the database.";
      case GOOSE,
          PRISMA,
          NODE_PG_MIGRATE,
          ATLAS,
          SQITCH,
          TERN,
          LIQUIBASE,
          DRIZZLE,
          DBMATE,
          DIESEL,
          POP,
          RAILS,
          PLAIN ->
          "a new database no longer gets what the deployed ones have.";
    };
  }

  static String whenOutOfOrder(MigrationTool tool) {
    return switch (tool) {
      case FLYWAY -> "Flyway refuses it unless outOfOrder is set.";
      case GOLANG_MIGRATE -> "golang-migrate silently never runs it there.";
      case DRIZZLE -> "Drizzle silently never runs it when its time is before the last one's.";
      case GOOSE -> "goose refuses it unless -allow-missing is given.";
      case SUPABASE -> "supabase db push refuses it unless --include-all is given.";
      case NODE_PG_MIGRATE -> "node-pg-migrate refuses it while checkOrder is on.";
      case ATLAS -> "Atlas refuses non-linear histories by default.";
      case TERN -> "tern counts migrations by number and never runs it there.";
      case LIQUIBASE, PRISMA, DBMATE, SQITCH, SQLX, DIESEL, SQL_MIGRATE, POP, RAILS, PLAIN ->
          "deployed databases run it after that one, new databases before it.";
    };
  }
}
