package dev.pgreview.lint.rule;

import dev.pgreview.lint.Category;
import dev.pgreview.lint.Diagnosis;
import dev.pgreview.lint.Rule;
import dev.pgreview.lint.RuleContext;
import dev.pgreview.lint.RuleMetadata;
import dev.pgreview.lock.AnalyzedStatement;
import dev.pgreview.report.Severity;
import dev.pgreview.schema.SessionChange;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;

/** A session setting that stays for later migrations. */
@RuleMetadata(
    summary = "A session setting that stays for later migrations",
    category = Category.TRANSACTIONS,
    severity = Severity.WARNING,
    why =
        "SET without LOCAL stays until the session ends. Tools run several files in one "
            + "session: the next one runs as another role, finds other tables, or waits "
            + "without limit.",
    fix = "Use SET LOCAL, or RESET at the end of the file.",
    catalogue = "session-setting-leak")
public final class SessionSettingLeak extends Rule {

  @Override
  protected void check(RuleContext context, Consumer<Diagnosis> found) {
    for (List<AnalyzedStatement> file : context.files()) {
      for (AnalyzedStatement statement : file) {
        if (statement.statement().change() instanceof SessionChange.SetVariable set
            && set.value() != null
            && !set.local()
            && dangerous(set)
            && !takenBack(set, statement, file)) {
          Diagnosis diagnosis =
              Diagnosis.of(statement, "SET " + set.name() + " stays in effect after this file.");
          found.accept(
              statement.inTransactionBlock()
                  ? diagnosis.fix("Use SET LOCAL: it ends with the transaction.")
                  : diagnosis.fix(
                      "Take it back at the end of the file.",
                      "RESET " + set.name().toUpperCase(Locale.ROOT) + ";"));
        }
      }
    }
  }

  private static final Set<String> IDENTITY =
      Set.of(
          "role",
          "session_authorization",
          "search_path",
          "session_replication_role",
          "row_security",
          "timezone",
          "default_tablespace",
          "default_table_access_method");
  private static final Set<String> LIMITS =
      Set.of(
          "lock_timeout",
          "statement_timeout",
          "idle_in_transaction_session_timeout",
          "transaction_timeout");

  private static boolean dangerous(SessionChange.SetVariable set) {
    return IDENTITY.contains(set.name())
        || (LIMITS.contains(set.name())
            && LockTimeouts.time(set).filter(Duration::isZero).isPresent());
  }

  private static boolean takenBack(
      SessionChange.SetVariable set, AnalyzedStatement statement, List<AnalyzedStatement> file) {
    return file.stream()
        .filter(later -> later.index() > statement.index())
        .anyMatch(
            later ->
                later.statement().change() instanceof SessionChange.SetVariable other
                    && !other.local()
                    && (other.name().equals(set.name()) || other.name().equals("all")));
  }
}
