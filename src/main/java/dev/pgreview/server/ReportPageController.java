package dev.pgreview.server;

import dev.pgreview.persistence.Store;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Optional;
import java.util.UUID;

/**
 * {@code GET /reviews/{id}}: the report as a page. The id is random and is in the check run only,
 * so that whoever can see the check run can see the page.
 */
@Requires(beans = Store.class)
@Controller("/reviews")
final class ReportPageController {
  /** The page runs no script and loads nothing. */
  private static final String POLICY =
      "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'";

  private final Store store;

  ReportPageController(Store store) {
    this.store = store;
  }

  @Get("/{id}")
  @ExecuteOn(TaskExecutors.BLOCKING)
  HttpResponse<String> page(String id) {
    return id(id)
        .flatMap(uuid -> store.inTransaction(transaction -> transaction.reviews().page(uuid)))
        .<HttpResponse<String>>map(
            page ->
                HttpResponse.ok(page)
                    .contentType(MediaType.TEXT_HTML_TYPE)
                    .header("Content-Security-Policy", POLICY)
                    .header("Referrer-Policy", "no-referrer")
                    .header("X-Robots-Tag", "noindex"))
        .orElseGet(() -> HttpResponse.notFound("There is no report here, or not yet.\n"));
  }

  private static Optional<UUID> id(String text) {
    try {
      return Optional.of(UUID.fromString(text));
    } catch (IllegalArgumentException notAnId) {
      return Optional.empty();
    }
  }
}
