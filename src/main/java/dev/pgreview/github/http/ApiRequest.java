package dev.pgreview.github.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A request to GitHub.
 *
 * @param endpoint method and path template, for metrics and messages: holds no secret and nothing
 *     that grows
 * @param target path below the API's root with its query, or a whole address
 * @param body JSON
 * @param repeatable whether doing it twice is the same as once
 * @param mostBytes of the answer
 */
public record ApiRequest(
    String method,
    String endpoint,
    String target,
    @Nullable JsonNode body,
    boolean repeatable,
    long mostBytes) {
  private static final long MOST_BYTES = 48L * 1024 * 1024;
  private static final Pattern VARIABLE = Pattern.compile("\\{(\\+?)[a-z_]+}");

  /**
   * Reads something.
   *
   * @param template such as {@code /repos/{+repo}/pulls/{number}}: {@code {+x}} keeps slashes
   */
  public static ApiRequest get(String template, Object... values) {
    return of("GET", template, values).again(true);
  }

  /** Makes something: not repeated by itself. */
  public static ApiRequest post(String template, Object... values) {
    return of("POST", template, values);
  }

  /** Changes something to a given state: may be repeated. */
  public static ApiRequest patch(String template, Object... values) {
    return of("PATCH", template, values).again(true);
  }

  /** Deletes something: may be repeated. */
  public static ApiRequest delete(String template, Object... values) {
    return of("DELETE", template, values).again(true);
  }

  private static ApiRequest of(String method, String template, Object... values) {
    Matcher variables = VARIABLE.matcher(template);
    StringBuilder path = new StringBuilder();
    int next = 0;
    while (variables.find()) {
      String encoded = encoded(String.valueOf(values[next++]));
      variables.appendReplacement(
          path,
          Matcher.quoteReplacement(
              variables.group(1).isEmpty() ? encoded : encoded.replace("%2F", "/")));
    }
    variables.appendTail(path);
    if (next != values.length) {
      throw new IllegalArgumentException(values.length + " values for " + template);
    }
    return new ApiRequest(
        method, method + " " + template, path.toString(), null, false, MOST_BYTES);
  }

  public ApiRequest query(String name, Object value) {
    String pair = name + "=" + encoded(String.valueOf(value));
    return withTarget(target + (target.contains("?") ? "&" : "?") + pair);
  }

  /** The same with another address, for the next page. */
  public ApiRequest withTarget(String other) {
    return new ApiRequest(method, endpoint, other, body, repeatable, mostBytes);
  }

  public ApiRequest json(JsonNode content) {
    return new ApiRequest(method, endpoint, target, content, repeatable, mostBytes);
  }

  /** Says whether doing it twice is the same as once. */
  public ApiRequest again(boolean allowed) {
    return new ApiRequest(method, endpoint, target, body, allowed, mostBytes);
  }

  /** Limits the answer. */
  public ApiRequest atMost(long bytes) {
    return new ApiRequest(method, endpoint, target, body, repeatable, bytes);
  }

  public boolean reads() {
    return method.equals("GET");
  }

  /**
   * For messages: method and path, without the query. The path of a manifest's conversion is a
   * secret.
   */
  String display() {
    boolean secret = endpoint.contains("{code}") || !target.startsWith("/");
    return secret ? endpoint : method + " " + target.replaceFirst("\\?.*", "");
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20").replace("%7E", "~");
  }
}
