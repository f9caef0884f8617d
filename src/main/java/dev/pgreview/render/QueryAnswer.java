package dev.pgreview.render;

import dev.pgreview.report.QueryReport;

/** What is said of a stated query, in a few words. */
enum QueryAnswer {
  FAILS("cannot be prepared"),
  USES_INDEX("uses an index"),
  USES_NO_INDEX("uses no index"),
  NOT_ASKED("not asked");

  private final String words;

  QueryAnswer(String words) {
    this.words = words;
  }

  static QueryAnswer of(QueryReport query) {
    if (query.error() != null) {
      return FAILS;
    }
    if (query.usesIndex() == null) {
      return NOT_ASKED;
    }
    return query.usesIndex() ? USES_INDEX : USES_NO_INDEX;
  }

  String words() {
    return words;
  }

  boolean isBad() {
    return this == FAILS || this == USES_NO_INDEX;
  }
}
