package dev.pgreview.server;

import dev.pgreview.persistence.Store;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Optional;

/**
 * {@code GET /health}: 200 while the process can do its work, else 503. {@code /health/liveness}
 * asks nobody: a database that is down is no reason to restart the service.
 */
@Controller("/health")
final class HealthController {
  private final Optional<Store> store;

  HealthController(Optional<Store> store) {
    this.store = store;
  }

  @Get
  @ExecuteOn(TaskExecutors.BLOCKING)
  HttpResponse<String> health() {
    if (store.isEmpty()) {
      return answer(HttpStatus.OK, "{\"status\":\"UP\",\"mode\":\"setup\"}");
    }
    return store.get().answers()
        ? answer(HttpStatus.OK, "{\"status\":\"UP\",\"store\":\"UP\"}")
        : answer(HttpStatus.SERVICE_UNAVAILABLE, "{\"status\":\"DOWN\",\"store\":\"DOWN\"}");
  }

  @Get("/readiness")
  @ExecuteOn(TaskExecutors.BLOCKING)
  HttpResponse<String> readiness() {
    return health();
  }

  @Get("/liveness")
  HttpResponse<String> liveness() {
    return answer(HttpStatus.OK, "{\"status\":\"UP\"}");
  }

  private static HttpResponse<String> answer(HttpStatus status, String json) {
    return HttpResponse.<String>status(status)
        .contentType(MediaType.APPLICATION_JSON_TYPE)
        .body(json);
  }
}
