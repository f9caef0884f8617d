package dev.pgreview.lint.rule;

import dev.pgreview.lint.Rule;
import java.util.List;

/** All rules, by id. */
public final class BuiltInRules {
  private static final List<Rule> ALL =
      List.of(
          new CicCorruptionBug(),
          new CicIfNotExistsInvalid(),
          new CicNotAloneInFile(),
          new CicShortLockTimeout(),
          new ConcurrentlyInTransaction(),
          new ConcurrentlyOnPartitioned(),
          new CreateIndexBlocking(),
          new DropIndexBlocking(),
          new IndexDropUsed(),
          new IndexDuplicateColumn(),
          new IndexRedundant(),
          new IndexReplaceOrder(),
          new IndexTooManyColumns(),
          new IndexTooManyOnTable(),
          new PsqlOnlySyntax(),
          new ReindexBlocking(),
          new SuppressionHygiene(),
          new SyntaxError(),
          new UniqueIndexOnExisting(),
          new UnnamedIndex());

  private BuiltInRules() {}

  /** Sorted by id. */
  public static List<Rule> all() {
    return ALL;
  }
}
