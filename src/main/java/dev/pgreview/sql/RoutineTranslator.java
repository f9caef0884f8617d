package dev.pgreview.sql;

import dev.pgreview.schema.ColumnType;
import dev.pgreview.schema.RoutineChange;
import dev.pgreview.schema.RoutineChange.RoutineBody;
import dev.pgreview.schema.RoutineChange.Volatility;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Functions, procedures and DO blocks. */
final class RoutineTranslator {
  private final StatementText text;
  private final PgQuery parser;

  RoutineTranslator(StatementText text, PgQuery parser) {
    this.text = text;
    this.parser = parser;
  }

  RoutineChange createFunction(ParseNode node) {
    ParseNode options = node.path("options");
    String language = option(options, "language").toLowerCase(Locale.ROOT);
    return new RoutineChange.CreateFunction(
        Nodes.name(node.path("funcname")),
        Nodes.flag(node, "is_procedure"),
        Nodes.flag(node, "replace"),
        arguments(node.path("parameters")),
        node.has("returnType")
            ? Optional.of(TypeTranslator.type(node.path("returnType")))
            : Optional.empty(),
        language.isEmpty() ? "sql" : language,
        volatility(options).orElse(Volatility.VOLATILE),
        option(options, "security").equals("true"),
        settings(options),
        body(node, language.isEmpty() ? "sql" : language));
  }

  private RoutineBody body(ParseNode node, String language) {
    BodyTranslator bodies = new BodyTranslator(text, parser);
    if (node.has("sql_body")) {
      return bodies.standardBody();
    }
    return bodies.body(language, Nodes.option(node.path("options"), "as"));
  }

  RoutineChange doBlock(ParseNode node) {
    ParseNode options = node.path("args");
    String written = option(options, "language").toLowerCase(Locale.ROOT);
    String language = written.isEmpty() ? "plpgsql" : written;
    return new RoutineChange.DoBlock(
        language, new BodyTranslator(text, parser).body(language, Nodes.option(options, "as")));
  }

  RoutineChange alterFunction(ParseNode node) {
    return new RoutineChange.AlterFunction(
        Nodes.name(node.path("func").path("objname")), volatility(node.path("actions")));
  }

  RoutineChange call(ParseNode node) {
    return new RoutineChange.Call(Nodes.name(node.path("funccall").path("funcname")));
  }

  private static String option(ParseNode options, String name) {
    return Nodes.value(Nodes.option(options, name).path("arg"));
  }

  private static Optional<Volatility> volatility(ParseNode options) {
    return switch (option(options, "volatility")) {
      case "immutable" -> Optional.of(Volatility.IMMUTABLE);
      case "stable" -> Optional.of(Volatility.STABLE);
      case "volatile" -> Optional.of(Volatility.VOLATILE);
      default -> Optional.empty();
    };
  }

  private static List<String> settings(ParseNode options) {
    List<String> names = new ArrayList<>();
    for (ParseNode item : options) {
      ParseNode option = item.path("DefElem");
      if (Nodes.text(option, "defname").equals("set")) {
        names.add(
            Nodes.text(option.path("arg").path("VariableSetStmt"), "name")
                .toLowerCase(Locale.ROOT));
      }
    }
    return names;
  }

  private static List<ColumnType> arguments(ParseNode parameters) {
    List<ColumnType> types = new ArrayList<>();
    for (ParseNode parameter : parameters) {
      ParseNode node = parameter.path("FunctionParameter");
      String mode = Nodes.text(node, "mode");
      if (!mode.equals("FUNC_PARAM_OUT") && !mode.equals("FUNC_PARAM_TABLE")) {
        types.add(TypeTranslator.type(node.path("argType")));
      }
    }
    return types;
  }
}
