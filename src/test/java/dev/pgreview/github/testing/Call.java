package dev.pgreview.github.testing;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * A request to the double.
 *
 * @param template as in GitHub's description
 * @param variables of the path, decoded
 * @param query decoded
 * @param body missing node when there is none
 * @param installation who asks; 0 for the App itself
 */
record Call(
    String method,
    String template,
    Map<String, String> variables,
    Map<String, String> query,
    Map<String, String> headers,
    JsonNode body,
    long installation) {

  String variable(String name) {
    String value = variables.get(name);
    if (value == null) {
      throw new IllegalArgumentException("no {" + name + "} in " + template);
    }
    return value;
  }

  long number(String name) {
    try {
      return Long.parseLong(variable(name));
    } catch (NumberFormatException other) {
      throw Refusal.notFound();
    }
  }

  String query(String name, String standard) {
    return query.getOrDefault(name, standard);
  }

  /** The path with every variable as one segment, as the description's templates see it. */
  String templatePath() {
    String path = template;
    for (Map.Entry<String, String> variable : variables.entrySet()) {
      path =
          path.replace(
              "{" + variable.getKey() + "}",
              URLEncoder.encode(variable.getValue(), StandardCharsets.UTF_8).replace("+", "%20"));
    }
    return path;
  }
}
