package dev.pgreview.github.testing;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Makes one request go wrong. */
final class FaultInjector {
  private final GitHubDouble hub;
  private final HttpExchange exchange;
  private final Optional<Fault> fault;

  FaultInjector(GitHubDouble hub, HttpExchange exchange, Optional<Fault> fault) {
    this.hub = hub;
    this.exchange = exchange;
    this.fault = fault;
  }

  /** Whether the fault comes in place of the request's effect and answer. */
  boolean replaces() {
    return fault
        .filter(
            one ->
                one instanceof Fault.CutBefore
                    || (one instanceof Fault.Status page && !page.afterTheEffect()))
        .isPresent();
  }

  /** The fault; a connection that is cut is closed by the caller without an answer. */
  void replace() throws IOException {
    if (fault.orElse(null) instanceof Fault.Status page) {
      page(page.status());
    }
  }

  /** What happens before the request is done. */
  void before() {
    switch (fault.orElse(null)) {
      case Fault.Slow slow -> {
        try {
          Thread.sleep(slow.time());
        } catch (InterruptedException stop) {
          Thread.currentThread().interrupt();
        }
      }
      case Fault.TokenRevoked revoked -> hub.installations().revokeTokens();
      case Fault.Meanwhile other -> {
        if (!other.afterTheEffect()) {
          other.what().run();
        }
      }
      case Fault.Status page -> {}
      case Fault.CutBefore cut -> {}
      case Fault.SecondaryLimit limit -> {}
      case Fault.PrimaryLimit limit -> {}
      case Fault.Invalid invalid -> {}
      case Fault.CutInAnswer cut -> {}
      case null -> {}
    }
  }

  /** GitHub says what is wrong in two ways. */
  private Refusal invalid(String message) {
    return exchange.getRequestURI().getPath().endsWith("/reviews")
        ? Refusal.unprocessable(message)
        : Refusal.invalid("PullRequestReviewComment", "line", message);
  }

  /** The status that is answered. */
  int status(int meant) {
    return fault.orElse(null) instanceof Fault.Status page ? page.status() : meant;
  }

  /** In place of doing the request. */
  void refuse() {
    switch (fault.orElse(null)) {
      case Fault.SecondaryLimit limit -> {
        limit
            .retryAfter()
            .ifPresent(
                seconds ->
                    exchange.getResponseHeaders().set("Retry-After", Integer.toString(seconds)));
        throw Refusal.of(403, "You have exceeded a secondary rate limit. Please wait.");
      }
      case Fault.PrimaryLimit limit -> {
        hub.quotas().leave(0, limit.left());
        throw Refusal.of(403, "API rate limit exceeded for installation ID 1.");
      }
      case Fault.Invalid invalid -> throw invalid(invalid.message());
      case Fault.Status page -> {}
      case Fault.CutBefore cut -> {}
      case Fault.CutInAnswer cut -> {}
      case Fault.TokenRevoked revoked -> {}
      case Fault.Slow slow -> {}
      case Fault.Meanwhile other -> {}
      case null -> {}
    }
  }

  /** In place of the answer, or the answer. */
  void after(int status, byte[] content) throws IOException {
    switch (fault.orElse(null)) {
      case Fault.Status page -> page(page.status());
      case Fault.CutInAnswer cut -> {
        exchange.sendResponseHeaders(status, content.length + 1000L);
        exchange.getResponseBody().write(content, 0, content.length / 2);
        exchange.getResponseBody().flush();
      }
      case Fault.Meanwhile other -> {
        if (other.afterTheEffect()) {
          other.what().run();
        }
        DoubleExchange.write(exchange, status, content);
      }
      case Fault.CutBefore cut -> DoubleExchange.write(exchange, status, content);
      case Fault.Slow slow -> DoubleExchange.write(exchange, status, content);
      case Fault.TokenRevoked revoked -> DoubleExchange.write(exchange, status, content);
      case Fault.SecondaryLimit limit -> DoubleExchange.write(exchange, status, content);
      case Fault.PrimaryLimit limit -> DoubleExchange.write(exchange, status, content);
      case Fault.Invalid invalid -> DoubleExchange.write(exchange, status, content);
      case null -> DoubleExchange.write(exchange, status, content);
    }
  }

  /** What GitHub's proxy shows: not JSON. */
  private void page(int status) throws IOException {
    byte[] html = "<html><body>Unicorn!</body></html>".getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "text/html");
    exchange.sendResponseHeaders(status, html.length);
    exchange.getResponseBody().write(html);
  }
}
