package dev.pgreview.render;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The published schemas of the machine interface. */
public final class Schemas {
  private static final String PLACE = "https://pgreview.test/docs/";

  private Schemas() {}

  /** What is wrong with a report, by {@code docs/report.schema.json}; empty when nothing is. */
  public static List<String> problemsOfReport(String json) {
    return problems("report.schema.json", json);
  }

  /** What is wrong with a request, by {@code docs/request.schema.json}; empty when nothing is. */
  public static List<String> problemsOfRequest(String json) {
    return problems("request.schema.json", json);
  }

  private static List<String> problems(String schema, String json) {
    SchemaRegistry registry =
        SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            builder ->
                builder.schemas(
                    Map.of(
                        PLACE + "report.schema.json", read("report.schema.json"),
                        PLACE + "request.schema.json", read("request.schema.json"))));
    Schema loaded = registry.getSchema(SchemaLocation.of(PLACE + schema));
    return loaded.validate(json, InputFormat.JSON).stream().map(Object::toString).toList();
  }

  static String read(String schema) {
    try {
      return Files.readString(Path.of("docs", schema));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
