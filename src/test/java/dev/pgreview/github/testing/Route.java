package dev.pgreview.github.testing;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A request that the double answers.
 *
 * @param template as in GitHub's description
 * @param permission that the App needs, such as {@code checks}; empty when none
 */
record Route(
    String method,
    String template,
    Access access,
    String permission,
    Function<Call, Reply> handler,
    Pattern pattern) {
  private static final Pattern VARIABLE = Pattern.compile("\\{([a-z_]+)}");
  private static final Set<String> WITH_SLASHES = Set.of("path", "ref", "basehead");

  /** Who may ask. */
  enum Access {
    ANYBODY,
    APP,
    INSTALLATION
  }

  static Route of(String request, Access access, String permission, Function<Call, Reply> handler) {
    String method = request.substring(0, request.indexOf(' '));
    String template = request.substring(request.indexOf(' ') + 1);
    Matcher variables = VARIABLE.matcher(template);
    StringBuilder pattern = new StringBuilder("^");
    int from = 0;
    while (variables.find()) {
      String name = variables.group(1);
      boolean number = name.endsWith("_id") || name.endsWith("number");
      pattern
          .append(Pattern.quote(template.substring(from, variables.start())))
          .append("(?<")
          .append(name.replace("_", ""))
          .append(">")
          .append(WITH_SLASHES.contains(name) ? ".+" : number ? "\\d+" : "[^/]+")
          .append(")");
      from = variables.end();
    }
    pattern.append(Pattern.quote(template.substring(from))).append("$");
    return new Route(
        method, template, access, permission, handler, Pattern.compile(pattern.toString()));
  }

  String request() {
    return method + " " + template;
  }

  /** The variables of a path that is this route's; empty for any other. */
  Optional<Map<String, String>> match(String asked, String path) {
    Matcher matcher = pattern.matcher(path);
    if (!asked.equals(method) || !matcher.matches()) {
      return Optional.empty();
    }
    Map<String, String> values = new LinkedHashMap<>();
    Matcher variables = VARIABLE.matcher(template);
    while (variables.find()) {
      String name = variables.group(1);
      values.put(name, matcher.group(name.replace("_", "")));
    }
    return Optional.of(values);
  }
}
