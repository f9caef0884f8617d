package dev.pgreview.lint;

import java.util.Locale;

/** What a rule is about; the sections of the rules' index. */
public enum Category {
  LOCKING("Locks and rewrites"),
  CONSTRAINTS("Constraints"),
  INDEXES("Indexes"),
  COLUMNS("Columns, types, enums"),
  COMPATIBILITY("Destructive changes and backward compatibility"),
  TRANSACTIONS("Transactions and timeouts"),
  PARTITIONING("Partitioning"),
  TRIGGERS("Triggers, policies, rules"),
  DATA("Data and backfills"),
  CODE("Functions, extensions, opaque SQL"),
  SECURITY("Security and permissions"),
  CONVENTIONS("Naming, schema design, hygiene");

  private final String title;

  Category(String title) {
    this.title = title;
  }

  /** As in {@code pgreview rules}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** As a heading. */
  public String title() {
    return title;
  }
}
