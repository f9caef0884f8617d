package dev.pgreview.webhook;

import dev.pgreview.webhook.event.WebhookEvent;
import io.micrometer.core.instrument.MeterRegistry;

/** Counts deliveries. */
public final class WebhookMetrics {
  private static final String NAME = "pgreview.webhook.deliveries";

  private final MeterRegistry registry;

  public WebhookMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  void accepted(String event) {
    // Names from outside would make as many time series as somebody likes.
    count("accepted", WebhookEvent.BY_NAME.containsKey(event) ? event : "other");
  }

  void ignored() {
    count("ignored", "any");
  }

  void duplicate() {
    count("duplicate", "any");
  }

  void refused(String why) {
    count("refused", why);
  }

  private void count(String result, String detail) {
    registry.counter(NAME, "result", result, "detail", detail).increment();
  }
}
