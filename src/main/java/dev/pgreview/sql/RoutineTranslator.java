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
        inputs(node.path("parameters")),
        node.has("returnType")
            ? Optional.of(TypeTranslator.type(node.path("returnType")))
            : Optional.empty(),
        language.isEmpty() ? "sql" : language,
        volatility(options).orElse(Volatility.VOLATILE),
        option(options, "security").equals("true"),
        settings(options, true),
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
    ParseNode actions = node.path("actions");
    String security = option(actions, "security");
    return new RoutineChange.AlterFunction(
        Nodes.name(node.path("func").path("objname")),
        arguments(node.path("func")),
        volatility(actions),
        security.isEmpty() ? Optional.empty() : Optional.of(security.equals("true")),
        settings(actions, true),
        settings(actions, false));
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

  /**
   * Names in SET or in RESET clauses.
   *
   * @param set SET … TO a value or FROM CURRENT; otherwise RESET and SET … TO DEFAULT
   */
  private static List<String> settings(ParseNode options, boolean set) {
    List<String> names = new ArrayList<>();
    for (ParseNode item : options) {
      ParseNode option = item.path("DefElem");
      ParseNode variable = option.path("arg").path("VariableSetStmt");
      if (Nodes.text(option, "defname").equals("set") && isSet(variable) == set) {
        String name = Nodes.text(variable, "name").toLowerCase(Locale.ROOT);
        names.add(name.isEmpty() ? "all" : name);
      }
    }
    return names;
  }

  private static boolean isSet(ParseNode variable) {
    return switch (Nodes.text(variable, "kind")) {
      case "VAR_RESET", "VAR_RESET_ALL", "VAR_SET_DEFAULT" -> false;
      default -> true;
    };
  }

  /** Input arguments of an ObjectWithArgs without its tag; empty when they are left out. */
  static Optional<List<ColumnType>> arguments(ParseNode routine) {
    if (Nodes.flag(routine, "args_unspecified")) {
      return Optional.empty();
    }
    List<ColumnType> types = new ArrayList<>();
    for (ParseNode type : routine.path("objargs")) {
      types.add(TypeTranslator.type(type));
    }
    return Optional.of(types);
  }

  private static List<ColumnType> inputs(ParseNode parameters) {
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
