package dev.pgreview.dryrun;

import dev.pgreview.review.DryRunRequest;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.PGConnection;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;

/** The session in which migrations run, as a tool has one. Each statement is sent by itself. */
final class MigrationSession implements AutoCloseable {
  private final Connection connection;
  private final BaseConnection driver;
  private final int pid;
  private long transactions;

  MigrationSession(Connection connection) throws SQLException {
    this.connection = connection;
    this.driver = connection.unwrap(BaseConnection.class);
    this.pid = connection.unwrap(PGConnection.class).getBackendPID();
  }

  Connection connection() {
    return connection;
  }

  /** The process id of its backend. */
  int pid() {
    return pid;
  }

  boolean inTransaction() {
    return driver.getTransactionState() != TransactionState.IDLE;
  }

  /** A transaction in which a statement failed. */
  boolean inFailedTransaction() {
    return driver.getTransactionState() == TransactionState.FAILED;
  }

  /** Differs between two transactions. */
  long transaction() {
    return transactions;
  }

  void execute(DryRunRequest.Statement statement) throws SQLException {
    String sql = statement.sql();
    if (StatementText.isCopyIn(sql)) {
      copyIn(sql, statement.copyData());
    } else if (StatementText.isCopyOut(sql)) {
      copyOut(sql);
    } else {
      execute(sql);
    }
  }

  /** Rows that come back are read and forgotten. */
  void execute(String sql) throws SQLException {
    if (!inTransaction() || StatementText.endsTransaction(sql)) {
      transactions++;
    }
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.executeUpdate(sql);
    } catch (PSQLException failure) {
      boolean onlyReturnedRows =
          failure.getServerErrorMessage() == null
              && PSQLState.TOO_MANY_RESULTS.getState().equals(failure.getSQLState());
      if (!onlyReturnedRows) {
        throw failure;
      }
    }
  }

  /** Ends the transaction in which a statement failed; the failure stays what went wrong. */
  void rollBackAfter(SQLException failure) {
    try {
      if (inTransaction()) {
        execute("ROLLBACK");
      }
    } catch (SQLException lost) {
      failure.addSuppressed(lost);
    }
  }

  /** A query of ours, which sees what the transaction has changed. */
  <T> T query(String sql, RowReader<T> reader) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      return reader.read(rows);
    }
  }

  /** Reads a result. */
  @FunctionalInterface
  interface RowReader<T> {
    T read(ResultSet rows) throws SQLException;
  }

  private void copyIn(String sql, String data) throws SQLException {
    try {
      driver.getCopyAPI().copyIn(sql, new StringReader(data));
    } catch (IOException failure) {
      throw new SQLException(failure);
    }
  }

  private void copyOut(String sql) throws SQLException {
    try {
      driver.getCopyAPI().copyOut(sql, OutputStream.nullOutputStream());
    } catch (IOException failure) {
      throw new SQLException(failure);
    }
  }

  /** Asks the server to give up what is running; from any thread. */
  void cancel() throws SQLException {
    driver.cancelQuery();
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
