package dev.pgreview.config;

import dev.pgreview.schema.RelationName;
import dev.pgreview.schema.TableStatistics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads a stats file: a JSON object of table names, schema-qualified and quoted as in SQL, to
 * {@code {"rows":…, "bytes":…, "writes_per_second":…}}.
 */
public final class StatsParser {
  private static final List<String> KEYS = List.of("rows", "bytes", "writes_per_second");
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .build();

  private final ReviewConfig.Assumption assumption;
  private final List<ConfigProblem> problems = new ArrayList<>();

  private StatsParser(ReviewConfig.Assumption assumption) {
    this.assumption = assumption;
  }

  /**
   * Never throws for what the text says.
   *
   * @param assumption for what an entry leaves out
   */
  public static StatsResult parse(String text, ReviewConfig.Assumption assumption) {
    StatsParser parser = new StatsParser(assumption);
    Map<RelationName, TableStatistics> read = parser.tables(text);
    return parser.problems.isEmpty()
        ? new StatsResult.Valid(read)
        : new StatsResult.Invalid(parser.problems.stream().sorted().toList());
  }

  private Map<RelationName, TableStatistics> tables(String text) {
    Map<RelationName, TableStatistics> tables = new LinkedHashMap<>();
    try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), text)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        report(
            json,
            "",
            "a stats file is a JSON object of tables: {\"public.orders\": {\"rows\": 12000000}}");
        return tables;
      }
      while (json.nextToken() == JsonToken.PROPERTY_NAME) {
        table(json, tables);
      }
      if (json.nextToken() != null) {
        report(json, "", "something follows the JSON object");
      }
    } catch (JacksonException e) {
      TokenStreamLocation place = e.getLocation();
      problems.add(
          problem(
              place == null ? TokenStreamLocation.NA : place,
              "",
              "this is not JSON: " + e.getOriginalMessage()));
    }
    return tables;
  }

  private void table(JsonParser json, Map<RelationName, TableStatistics> tables) {
    String written = json.currentName();
    Optional<RelationName> name = WrittenName.parse(written);
    if (name.isEmpty()) {
      report(
          json,
          written,
          "`"
              + written
              + "` is no table name; write schema.table, with quotes around a part that is not all"
              + " lower case letters, digits and underscores");
    } else if (tables.containsKey(name.get())) {
      report(json, written, "`" + written + "` is the same table as one before");
    }
    if (json.nextToken() != JsonToken.START_OBJECT) {
      report(json, written, "`" + written + "` must be an object like {\"rows\": 12000000}");
      json.skipChildren();
      return;
    }
    TableStatistics statistics = statistics(json, written);
    name.ifPresent(table -> tables.putIfAbsent(table, statistics));
  }

  private TableStatistics statistics(JsonParser json, String table) {
    Map<String, Double> values = new HashMap<>();
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      String key = json.currentName();
      String path = table + "." + key;
      if (!KEYS.contains(key)) {
        String message =
            "there is no key `" + key + "`; the keys here are " + String.join(", ", KEYS);
        TokenStreamLocation place = json.currentTokenLocation();
        problems.add(
            new ConfigProblem(
                place.getLineNr(), place.getColumnNr(), path, message, DidYouMean.of(key, KEYS)));
      }
      JsonToken token = json.nextToken();
      if (token.isNumeric()
          && json.getDoubleValue() >= 0
          && json.getDoubleValue() <= Long.MAX_VALUE) {
        values.put(key, json.getDoubleValue());
      } else {
        report(json, path, "`" + key + "` of " + table + " must be a number, 0 or more");
        json.skipChildren();
      }
    }
    return new TableStatistics(
        Math.round(values.getOrDefault("rows", (double) assumption.rows())),
        Math.round(values.getOrDefault("bytes", 0.0)),
        values.getOrDefault("writes_per_second", assumption.writesPerSecond()),
        !values.containsKey("rows"));
  }

  private void report(JsonParser json, String path, String message) {
    problems.add(problem(json.currentTokenLocation(), path, message));
  }

  private static ConfigProblem problem(TokenStreamLocation place, String path, String message) {
    return new ConfigProblem(
        Math.max(1, place.getLineNr()),
        Math.max(1, place.getColumnNr()),
        path,
        message,
        Optional.empty());
  }
}
