package dev.pgreview.github;

import dev.pgreview.github.http.ApiClient;
import dev.pgreview.github.http.ApiRequest;
import dev.pgreview.github.http.ApiResponse;
import dev.pgreview.github.http.Credential;
import dev.pgreview.github.http.GitHubException;
import dev.pgreview.github.http.GraphQl;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The API as an installation sees it, for one repository.
 *
 * @param repository owner/name
 */
record Api(ApiClient client, Credential credential, String repository) {
  private static final int PAGE = 100;

  String owner() {
    return repository.substring(0, repository.indexOf('/'));
  }

  JsonNode send(ApiRequest request) {
    return client.send(credential, request).body();
  }

  /** Empty for what is not there. */
  Optional<JsonNode> find(ApiRequest request) {
    try {
      return Optional.of(send(request));
    } catch (GitHubException.Gone none) {
      return Optional.empty();
    }
  }

  /**
   * All elements of a list, page by page.
   *
   * @param elements where they are in a page
   * @param mostPages of 100 elements; there may be more
   */
  List<JsonNode> list(ApiRequest first, Function<JsonNode, JsonNode> elements, int mostPages) {
    List<JsonNode> all = new ArrayList<>();
    Optional<ApiRequest> request = Optional.of(first.query("per_page", PAGE));
    for (int page = 0; page < mostPages && request.isPresent(); page++) {
      ApiRequest current = request.get();
      ApiResponse answer = client.send(credential, current);
      elements.apply(answer.body()).forEach(all::add);
      request = answer.next().map(next -> current.withTarget(next.toString()));
    }
    return all;
  }

  List<JsonNode> list(ApiRequest first, int mostPages) {
    return list(first, Function.identity(), mostPages);
  }

  GraphQl graphQl() {
    return new GraphQl(client, credential);
  }

  /**
   * Makes something that must not be made twice: when GitHub gives no clear answer, it is looked
   * for again.
   *
   * @param find what was made before
   * @param make makes it
   */
  static <T> T once(Supplier<Optional<T>> find, Supplier<T> make) {
    Optional<T> before = find.get();
    if (before.isPresent()) {
      return before.get();
    }
    try {
      return make.get();
    } catch (GitHubException.Temporary fault) {
      if (!fault.uncertain()) {
        throw fault;
      }
      return find.get().orElseThrow(() -> fault);
    }
  }

  static ObjectNode object() {
    return JsonMapper.shared().createObjectNode();
  }

  /** The text of a field; empty when it is missing or null. */
  static Optional<String> text(JsonNode node, String field) {
    JsonNode value = node.path(field);
    return value.isString() ? Optional.of(value.asString()) : Optional.empty();
  }
}
