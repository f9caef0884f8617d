package dev.pgreview.lint.rule;

import dev.pgreview.lint.Impact;
import dev.pgreview.lint.RuleContext;
import dev.pgreview.lock.AnalyzedStatement;
import dev.pgreview.schema.QualifiedName;
import dev.pgreview.schema.Table;
import dev.pgreview.schema.UserType;
import java.util.List;
import java.util.Optional;

/** Tables with columns of a domain. */
final class DomainUse {
  private DomainUse() {}

  /** Tables in use, in words; empty when it is known that there are none. */
  static Optional<String> blocked(
      QualifiedName domain, AnalyzedStatement statement, RuleContext context) {
    Optional<UserType> type = statement.before().type(domain);
    if (type.isEmpty()) {
      return Optional.of("every table that uses it");
    }
    List<String> tables =
        statement.before().tablesUsing(type.get()).stream()
            .map(Table::name)
            .filter(name -> context.inUse(statement, name))
            .map(Impact::name)
            .toList();
    return tables.isEmpty() ? Optional.empty() : Optional.of(Impact.list(tables));
  }
}
