package dev.pgreview.dryrun;

import dev.pgreview.review.DryRunRequest;
import java.sql.SQLException;
import java.util.List;

/**
 * Sends a file as its tool does. What a disposable server lacks and production has, such as roles
 * that no migration makes, is put there when a statement fails for it, and the transaction starts
 * again.
 */
final class ScriptRunner {
  private static final int MOST_REPAIRS = 100;

  /** Runs one statement in the session. */
  @FunctionalInterface
  interface StatementRunner {
    void run(DryRunRequest.Statement statement) throws SQLException;
  }

  private final MigrationSession session;
  private final Repairs repairs;
  private final StatementRunner statements;

  ScriptRunner(MigrationSession session, Repairs repairs, StatementRunner statements) {
    this.session = session;
    this.repairs = repairs;
    this.statements = statements;
  }

  /**
   * Runs the file in a session with its first settings. Returns whether it leaves a transaction
   * open, which is then rolled back.
   *
   * @throws MigrationFailure when a statement fails; its transaction is rolled back
   */
  boolean run(DryRunRequest.Script script) throws MigrationFailure {
    List<Step> steps = Step.of(script);
    DryRunRequest.Statement last = null;
    boolean textOpened = false;
    int transactionStart = 0;
    int repaired = 0;
    try {
      resetSession();
      for (int at = 0; at < steps.size(); at++) {
        Step step = steps.get(at);
        if (!session.inTransaction()) {
          transactionStart = at;
          textOpened = false;
        }
        if (step instanceof Step.Run(DryRunRequest.Statement statement)) {
          last = statement;
          textOpened |= StatementText.opensTransaction(statement.sql());
        }
        try {
          run(step, textOpened);
        } catch (SQLException failure) {
          session.rollBackAfter(failure);
          if (repaired++ == MOST_REPAIRS || !repairs.repair(failure)) {
            throw failure;
          }
          at = transactionStart - 1;
        }
      }
      boolean leftOpen = session.inTransaction();
      rollBack();
      return leftOpen;
    } catch (SQLException failure) {
      throw new MigrationFailure(script, last, failure);
    }
  }

  private void run(Step step, boolean textOpened) throws SQLException {
    switch (step) {
      case Step.Begin() -> {
        if (!session.inTransaction()) {
          session.execute("BEGIN");
        }
      }
      case Step.Commit(boolean implicit) -> {
        if (session.inTransaction() && !(implicit && textOpened)) {
          session.execute("COMMIT");
        }
      }
      case Step.Run(DryRunRequest.Statement statement) -> statements.run(statement);
    }
  }

  /** What a file leaves open is rolled back when its tool closes the session. */
  private void rollBack() throws SQLException {
    if (session.inTransaction()) {
      session.execute("ROLLBACK");
    }
  }

  /** Files do not hand each other settings: most tools open a session for each, or reset it. */
  private void resetSession() throws SQLException {
    session.execute("RESET SESSION AUTHORIZATION");
    session.execute("RESET ALL");
  }
}
