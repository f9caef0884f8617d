package dev.pgreview.lint.rule;

import dev.pgreview.lint.Category;
import dev.pgreview.lint.Diagnosis;
import dev.pgreview.lint.RuleContext;
import dev.pgreview.lint.RuleMetadata;
import dev.pgreview.lint.StatementRule;
import dev.pgreview.lock.AnalyzedStatement;
import dev.pgreview.lock.TransactionRule;
import dev.pgreview.migration.MigrationTool;
import dev.pgreview.migration.TransactionMode;
import dev.pgreview.report.Severity;
import java.util.function.Consumer;

/** CONCURRENTLY inside a transaction block. */
@RuleMetadata(
    summary = "CONCURRENTLY inside a transaction block",
    category = Category.INDEXES,
    severity = Severity.ERROR,
    why = "PostgreSQL refuses it (SQLSTATE 25001): the migration fails when it is " + "deployed.",
    fix =
        "Put the statement alone in a file of its own, and switch the tool's "
            + "transaction off for that file.",
    catalogue = {"concurrently-in-transaction", "detach-concurrently-caveats"},
    equivalents =
        """
          squawk: ban-concurrent-index-creation-in-transaction;
          atlas: PG103;
          pgfence: concurrent-in-transaction, detach-partition-concurrent;
          pgls: banConcurrentIndexCreationInTransaction;
          bytebase: STATEMENT_NON_TRANSACTIONAL;
          pgsafe: concurrently-in-transaction;
          safe-migrate: concurrent-in-transaction;
          safemigrate-lint: index-concurrent-in-transaction-banned;
          django: SM018
          """)
public final class ConcurrentlyInTransaction extends StatementRule {

  @Override
  protected void check(
      AnalyzedStatement statement, RuleContext context, Consumer<Diagnosis> found) {
    if (statement.inTransactionBlock()
        && statement.prediction().inTransaction() == TransactionRule.FORBIDDEN
        && ConcurrentForm.of(statement.statement().change())) {
      String who =
          statement.mode() == TransactionMode.AUTOCOMMIT
              ? "the transaction that BEGIN opened"
              : "the transaction that "
                  + statement.migration().tool().id()
                  + " opens around this file";
      found.accept(
          Diagnosis.of(statement, "CONCURRENTLY cannot run inside " + who + ".")
              .because(
                  "PostgreSQL refuses it with \"cannot run inside a transaction block\": the migration fails when it is deployed.")
              .fix(advice(statement.migration().tool())));
    }
  }

  private static String advice(MigrationTool tool) {
    String alone = "Put it alone in a file of its own";
    return switch (tool) {
      case FLYWAY -> alone + " with the script configuration executeInTransaction=false.";
      case LIQUIBASE -> alone + ", in a changeset with runInTransaction:false.";
      case GOOSE -> alone + " that starts with -- +goose NO TRANSACTION.";
      case DBMATE -> alone + " whose header reads -- migrate:up transaction:false.";
      case SQLX -> alone + " that starts with -- no-transaction.";
      case SQL_MIGRATE -> alone + " whose header reads -- +migrate Up notransaction.";
      case DIESEL -> alone + ", with run_in_transaction = false in its metadata.toml.";
      case ATLAS -> alone + " that starts with -- atlas:txmode none.";
      case TERN -> alone + " that starts with ---- tern: disable-tx ----.";
      case RAILS -> alone + ", in a migration with disable_ddl_transaction!.";
      case NODE_PG_MIGRATE -> alone + ", in a migration that calls pgm.noTransaction().";
      case GOLANG_MIGRATE, PRISMA -> alone + ": a single statement is sent without a transaction.";
      case DRIZZLE, SQITCH, SUPABASE, POP, PLAIN ->
          alone + " and run that file outside a transaction.";
    };
  }
}
