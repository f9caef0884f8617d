package dev.pgreview.github.testing;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.MissingNode;

/** An answer of the double, before it is completed. */
record Reply(int status, JsonNode body, Map<String, String> headers) {
  static Reply ok(JsonNode body) {
    return new Reply(200, body, Map.of());
  }

  static Reply created(JsonNode body) {
    return new Reply(201, body, Map.of());
  }

  static Reply empty(int status) {
    return new Reply(status, MissingNode.getInstance(), Map.of());
  }

  Reply with(JsonNode other) {
    return new Reply(status, other, headers);
  }

  /** The page that was asked for, with a link to the next. */
  static Reply page(Call call, String address, List<? extends JsonNode> all) {
    int size = Math.clamp(Integer.parseInt(call.query("per_page", "30")), 1, 100);
    int page = Math.max(1, Integer.parseInt(call.query("page", "1")));
    int from = Math.min(all.size(), (page - 1) * size);
    int to = Math.min(all.size(), from + size);
    ArrayNode list = JsonMapper.shared().createArrayNode();
    all.subList(from, to).forEach(list::add);
    if (to == all.size()) {
      return ok(list);
    }
    StringBuilder next = new StringBuilder(address).append("?page=").append(page + 1);
    call.query().entrySet().stream()
        .filter(one -> !one.getKey().equals("page"))
        .sorted(Map.Entry.comparingByKey())
        .forEach(one -> next.append('&').append(one.getKey()).append('=').append(one.getValue()));
    String link = "<" + next + ">; rel=\"next\", <" + next + ">; rel=\"last\"";
    return new Reply(200, list, Map.of("Link", link));
  }
}
