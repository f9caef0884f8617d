package dev.pgreview.lint.rule;

import dev.pgreview.lint.RuleContext;
import dev.pgreview.lock.AnalyzedStatement;
import dev.pgreview.lock.SessionSettings;
import dev.pgreview.schema.SessionChange;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What limits the wait for a statement's locks. */
final class LockTimeouts {
  private static final String NAME = "lock_timeout";

  private LockTimeouts() {}

  enum State {
    /** It takes no lock that anybody would wait for. */
    NOT_NEEDED,
    /** A limit is in effect, or switched off on purpose. */
    SET,
    /** A limit is set later, by the same transaction or file. */
    SET_LATER,
    /** A limit was set earlier in the file and is no longer in effect. */
    LOST,
    MISSING
  }

  static State stateBefore(AnalyzedStatement statement, RuleContext context) {
    if (context.blocking(statement).isEmpty()) {
      return State.NOT_NEEDED;
    }
    if (statement.settings().time(NAME).isPresent()) {
      return State.SET;
    }
    if (sets(context, statement, true)) {
      return State.LOST;
    }
    return sets(context, statement, false) ? State.SET_LATER : State.MISSING;
  }

  private static boolean sets(RuleContext context, AnalyzedStatement statement, boolean earlier) {
    return context.settingsOf(statement).stream()
        .filter(other -> earlier == (other.index() < statement.index()))
        .filter(other -> earlier || other.transaction() == statement.transaction())
        .anyMatch(
            other ->
                other.statement().change() instanceof SessionChange.SetVariable set
                    && set.name().equals(NAME)
                    && time(set).filter(Duration::isPositive).isPresent());
  }

  /** The time that a SET gives to a setting of time. */
  static Optional<Duration> time(SessionChange.SetVariable set) {
    return set.value() == null
        ? Optional.empty()
        : new SessionSettings(Map.of(set.name(), set.value()), Set.of()).time(set.name());
  }

  /** Findings about timeouts are told once for each of these. */
  static String scope(AnalyzedStatement statement) {
    return statement.inTransactionBlock()
        ? "transaction " + statement.transaction()
        : "file " + statement.path();
  }

  /** The statement that limits the wait, as it works where a statement stands. */
  static String setting(AnalyzedStatement statement) {
    return (statement.inTransactionBlock() ? "SET LOCAL " : "SET ") + NAME + " = '2s';";
  }
}
