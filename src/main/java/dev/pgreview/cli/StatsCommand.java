package dev.pgreview.cli;

import dev.pgreview.render.JsonText;
import dev.pgreview.schema.RelationName;
import dev.pgreview.statistics.DatabaseAddress;
import dev.pgreview.statistics.DatabaseStatistics;
import dev.pgreview.statistics.StatisticsException;
import dev.pgreview.statistics.TableSize;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code pgreview stats}: a stats file from a database. */
@Command(
    name = "stats",
    description = {
      "Write table sizes and write rates of a database as the file that --stats reads.",
      "",
      "One read-only transaction on the catalogs; no superuser is needed, nor a right to read any"
          + " table. User and password come from the address, else from PGUSER and PGPASSWORD, else"
          + " from the password file of libpq.",
      ""
    })
final class StatsCommand implements Callable<Integer> {
  /** Of less time an average says little. */
  private static final Duration SHORT = Duration.ofDays(1);

  private final Terminal terminal;

  @Option(
      names = "--url",
      required = true,
      paramLabel = "JDBC_URL",
      description = "jdbc:postgresql://HOST:PORT/DATABASE, or the form of libpq.")
  private String url = "";

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "Where it is written. Default: standard output.")
  private @Nullable String output;

  StatsCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    DatabaseStatistics statistics = read();
    String text = json(statistics.tables());
    if (output == null) {
      terminal.out().print(text);
      terminal.out().flush();
    } else {
      TextFiles.write(terminal.resolve(output), text);
      say("wrote " + terminal.resolve(output) + ", " + tables(statistics.tables().size()));
    }
    remarks(statistics);
    return ExitCodes.OK;
  }

  private DatabaseStatistics read() {
    try {
      return DatabaseStatistics.read(DatabaseAddress.parse(url, terminal.environment()));
    } catch (StatisticsException e) {
      throw new CommandFailure(String.valueOf(e.getMessage()));
    }
  }

  private static String json(Map<RelationName, TableSize> tables) {
    return JsonText.pretty(
        json -> {
          json.startObject();
          tables.forEach(
              (name, size) ->
                  json.object(
                      name.sql(),
                      () -> {
                        size.rows().ifPresent(rows -> json.number("rows", rows));
                        json.number("bytes", size.bytes());
                        size.writesPerSecond()
                            .ifPresent(writes -> json.decimal("writes_per_second", writes));
                      }));
          json.endObject();
        });
  }

  /** What the numbers do not say of themselves. */
  private void remarks(DatabaseStatistics statistics) {
    if (statistics.tables().isEmpty()) {
      say("the database has no tables");
    }
    if (statistics.neverAnalysed() > 0) {
      say(
          tables(statistics.neverAnalysed())
              + " never analysed: rows are left out, so that reviews assume them; run ANALYZE");
    }
    if (statistics.counted().isEmpty()) {
      say(
          "a standby counts no writes: they are left out, so that reviews assume them; ask the primary");
    }
    statistics
        .counted()
        .filter(time -> time.compareTo(SHORT) < 0)
        .ifPresent(
            time ->
                say(
                    "writes were counted for "
                        + time.toMinutes()
                        + " min only: the rates are of that time"));
  }

  private static String tables(long count) {
    return count == 1 ? "1 table" : count + " tables";
  }

  private void say(String sentence) {
    terminal.err().println("pgreview: " + sentence);
  }
}
