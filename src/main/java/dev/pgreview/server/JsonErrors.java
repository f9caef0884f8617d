package dev.pgreview.server;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.server.exceptions.response.Error;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.JsonErrorResponseBodyProvider;
import jakarta.inject.Singleton;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/** What is answered to requests that no controller answers: the same form as all other answers. */
@Singleton
final class JsonErrors implements JsonErrorResponseBodyProvider<String> {
  @Override
  public String body(ErrorContext context, HttpResponse<?> response) {
    String reason =
        context.hasErrors() && response.code() < 500
            ? context.getErrors().stream().map(Error::getMessage).collect(Collectors.joining("; "))
            : response.reason();
    return JsonMapper.shared()
        .createObjectNode()
        .put("status", "refused")
        .put("reason", reason)
        .toString();
  }
}
