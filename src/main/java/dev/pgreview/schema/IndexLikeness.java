package dev.pgreview.schema;

import java.util.List;

/** Whether two indexes have the same form. */
final class IndexLikeness {
  private IndexLikeness() {}

  /**
   * Whether an index can be attached to another (src/backend/catalog/index.c, CompareIndexInfo).
   */
  static boolean alike(Index own, Index other) {
    return own.method().equals(other.method())
        && own.unique() == other.unique()
        && own.nullsNotDistinct() == other.nullsNotDistinct()
        && own.include().equals(other.include())
        && own.where().map(SqlExpression::sql).equals(other.where().map(SqlExpression::sql))
        && sameKeys(own.keys(), other.keys());
  }

  private static boolean sameKeys(List<IndexKey> own, List<IndexKey> other) {
    if (own.size() != other.size()) {
      return false;
    }
    for (int i = 0; i < own.size(); i++) {
      IndexKey a = own.get(i);
      IndexKey b = other.get(i);
      if (!a.column().equals(b.column())
          || !a.expression().map(SqlExpression::sql).equals(b.expression().map(SqlExpression::sql))
          || !a.operatorClass().equals(b.operatorClass())
          || !a.collation().equals(b.collation())) {
        return false;
      }
    }
    return true;
  }
}
