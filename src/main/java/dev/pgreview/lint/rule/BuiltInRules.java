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
          new CreateTableForce(),
          new DriftReferencesMissingObject(),
          new DropColumn(),
          new DropDatabase(),
          new DropFunctionInUse(),
          new DropIndexBlocking(),
          new DropObjectCascade(),
          new DropSchema(),
          new DropTable(),
          new DropTableCascade(),
          new DropTrigger(),
          new ExtensionDropUpgrade(),
          new FunctionVolatilityChange(),
          new IndexDropUsed(),
          new IndexDuplicateColumn(),
          new IndexRedundant(),
          new IndexReplaceOrder(),
          new IndexTooManyColumns(),
          new IndexTooManyOnTable(),
          new IrreversibleNoRollback(),
          new PsqlOnlySyntax(),
          new ReindexBlocking(),
          new RenameColumn(),
          new RenameSchema(),
          new RenameTable(),
          new ReplaceOrDropView(),
          new SetSchema(),
          new SuppressionHygiene(),
          new SyntaxError(),
          new Truncate(),
          new TruncateCascade(),
          new UniqueIndexOnExisting(),
          new UnnamedIndex());

  private BuiltInRules() {}

  /** Sorted by id. */
  public static List<Rule> all() {
    return ALL;
  }
}
