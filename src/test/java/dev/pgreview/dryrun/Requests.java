package dev.pgreview.dryrun;

import dev.pgreview.migration.TransactionMode;
import dev.pgreview.review.DryRunRequest;
import dev.pgreview.schema.PostgresVersion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Dry run requests in few words: {@code on(16).base("…").change(WRAPPED, "…", "…").request()}. */
final class Requests {
  private final PostgresVersion version;
  private final List<DryRunRequest.Script> base = new ArrayList<>();
  private final List<DryRunRequest.Script> changed = new ArrayList<>();
  private final List<DryRunRequest.Query> queries = new ArrayList<>();
  private List<String> extensions = List.of();
  private Duration timeout = Duration.ofMinutes(2);
  private int index;

  private Requests(PostgresVersion version) {
    this.version = version;
  }

  static Requests on(int major) {
    return new Requests(new PostgresVersion(major));
  }

  /** A deployed file in one transaction. */
  Requests base(String... statements) {
    base.add(script("V" + (base.size() + 1) + ".sql", TransactionMode.WRAPPED, false, statements));
    return this;
  }

  Requests base(TransactionMode mode, String... statements) {
    base.add(script("V" + (base.size() + 1) + ".sql", mode, false, statements));
    return this;
  }

  /** A file of the change; each statement on a line of its own. */
  Requests change(TransactionMode mode, String... statements) {
    String path = "V" + (base.size() + changed.size() + 1) + ".sql";
    changed.add(script(path, mode, true, statements));
    return this;
  }

  Requests query(String sql) {
    queries.add(new DryRunRequest.Query(sql));
    return this;
  }

  Requests extensions(String... names) {
    extensions = List.of(names);
    return this;
  }

  Requests timeout(Duration value) {
    timeout = value;
    return this;
  }

  DryRunRequest request() {
    return new DryRunRequest(version, base, changed, queries, extensions, timeout, line -> {});
  }

  private DryRunRequest.Script script(
      String path, TransactionMode mode, boolean counted, String... texts) {
    List<DryRunRequest.Statement> statements = new ArrayList<>();
    int line = 1;
    for (String text : texts) {
      String[] parts = text.split("\u0000", 2);
      statements.add(
          new DryRunRequest.Statement(
              counted ? OptionalInt.of(index++) : OptionalInt.empty(),
              parts[0],
              line,
              parts.length > 1 ? parts[1] : ""));
      line += (int) text.lines().count();
    }
    return new DryRunRequest.Script(path, List.of(new DryRunRequest.Section(mode, statements)));
  }
}
