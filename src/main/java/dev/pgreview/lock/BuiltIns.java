package dev.pgreview.lock;

import dev.pgreview.schema.QualifiedName;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Facts of PostgreSQL's own catalogs, the same in 14 to 18: types, casts without a function,
 * volatility of functions. Generated from real servers (BuiltInsTest).
 */
final class BuiltIns {
  /** Not in pg_proc: src/include/nodes/primnodes.h, SQLValueFunctionOp. All are stable. */
  private static final Set<String> VALUE_FUNCTIONS =
      Set.of(
          "current_date",
          "current_time",
          "current_timestamp",
          "localtime",
          "localtimestamp",
          "current_role",
          "current_user",
          "user",
          "session_user",
          "current_catalog",
          "current_schema");

  /** Functions of PostgreSQL's own extensions that are volatile. */
  private static final Set<String> VOLATILE_OF_EXTENSIONS =
      Set.of(
          "uuid_generate_v1",
          "uuid_generate_v1mc",
          "uuid_generate_v4",
          "gen_random_bytes",
          "gen_salt");

  private static final Map<String, Set<String>> FACTS = read();

  /** Whether a function's result may differ from row to row. */
  enum Known {
    VOLATILE,
    STEADY,
    UNKNOWN
  }

  private BuiltIns() {}

  static boolean isType(QualifiedName name) {
    return name.schema() == null && facts("types").contains(name.name());
  }

  static boolean isBinaryCoercible(TypeForm from, TypeForm to) {
    return facts("casts").contains(from.name() + " " + to.name());
  }

  /** Whether an index keeps its operator class when its column goes from one type to the other. */
  static boolean sameOperatorClass(TypeForm from, TypeForm to) {
    return from.dimensions() == to.dimensions()
        && facts("same-class").contains(from.name() + " " + to.name());
  }

  static Known volatility(QualifiedName function) {
    if (function.schema() != null && !function.schema().equals("pg_catalog")) {
      return Known.UNKNOWN;
    }
    String name = function.name();
    if (facts("volatile").contains(name) || VOLATILE_OF_EXTENSIONS.contains(name)) {
      return Known.VOLATILE;
    }
    return VALUE_FUNCTIONS.contains(name) || facts("steady").contains(name)
        ? Known.STEADY
        : Known.UNKNOWN;
  }

  private static Set<String> facts(String section) {
    return FACTS.getOrDefault(section, Set.of());
  }

  private static Map<String, Set<String>> read() {
    try (InputStream in = BuiltIns.class.getResourceAsStream("builtins.txt")) {
      if (in == null) {
        throw new IllegalStateException("builtins.txt is not in the application");
      }
      Map<String, Set<String>> sections = new HashMap<>();
      Set<String> section = new HashSet<>();
      for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n", -1)) {
        if (line.startsWith("[")) {
          section = new HashSet<>();
          sections.put(line.substring(1, line.length() - 1), section);
        } else if (!line.isEmpty()) {
          section.add(line);
        }
      }
      return sections;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
