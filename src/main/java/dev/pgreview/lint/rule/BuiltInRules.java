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
          new CombineAlterTable(),
          new CommitInMigration(),
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
          new ExplicitLockTable(),
          new ExtensionDropUpgrade(),
          new FunctionVolatilityChange(),
          new IndexDropUsed(),
          new IndexDuplicateColumn(),
          new IndexRedundant(),
          new IndexReplaceOrder(),
          new IndexTooManyColumns(),
          new IndexTooManyOnTable(),
          new IrreversibleNoRollback(),
          new LargeTableAnyDdl(),
          new LockTimeoutTooLong(),
          new LockUpgradeDeadlock(),
          new MissingApplicationName(),
          new MissingIdleTimeout(),
          new MissingLockTimeout(),
          new MissingStatementTimeout(),
          new MixedDdlDml(),
          new NonTransactionalStatement(),
          new PsqlOnlySyntax(),
          new ReindexBlocking(),
          new RenameColumn(),
          new RenameSchema(),
          new RenameTable(),
          new ReplaceOrDropView(),
          new SessionSettingLeak(),
          new SetSchema(),
          new StatementAfterAccessExclusive(),
          new StatementAfterWriteBlockingLock(),
          new StatementTimeoutTooLong(),
          new SuppressionHygiene(),
          new SyntaxError(),
          new TimeoutNotInEffect(),
          new TimeoutSetTooLate(),
          new TransactionNesting(),
          new TransactionTimeoutPg17(),
          new Truncate(),
          new TruncateCascade(),
          new UncommittedTransaction(),
          new UniqueIndexOnExisting(),
          new UnnamedIndex(),
          new WideLockWindow());

  private BuiltInRules() {}

  /** Sorted by id. */
  public static List<Rule> all() {
    return ALL;
  }
}
