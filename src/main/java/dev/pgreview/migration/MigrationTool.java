package dev.pgreview.migration;

import java.util.Arrays;
import java.util.Optional;

/** The tools whose migrations are understood, by the names of the machine interface. */
public enum MigrationTool {
  FLYWAY("flyway"),
  LIQUIBASE("liquibase"),
  PRISMA("prisma"),
  DRIZZLE("drizzle"),
  GOLANG_MIGRATE("golang-migrate"),
  GOOSE("goose"),
  DBMATE("dbmate"),
  SQITCH("sqitch"),
  ATLAS("atlas"),
  SQLX("sqlx"),
  DIESEL("diesel"),
  SUPABASE("supabase"),
  NODE_PG_MIGRATE("node-pg-migrate"),
  TERN("tern"),
  SQL_MIGRATE("sql-migrate"),
  POP("pop"),
  RAILS("rails"),
  PLAIN("plain");

  private final String id;

  MigrationTool(String id) {
    this.id = id;
  }

  /** The name in configuration, requests and reports. */
  public String id() {
    return id;
  }

  public static Optional<MigrationTool> byId(String id) {
    return Arrays.stream(values()).filter(tool -> tool.id.equals(id)).findFirst();
  }
}
