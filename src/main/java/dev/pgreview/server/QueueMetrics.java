package dev.pgreview.server;

import dev.pgreview.persistence.Store;
import dev.pgreview.queue.Lane;
import dev.pgreview.queue.QueueState;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** How full the queue is, asked of the store whenever the metrics are read. */
final class QueueMetrics {
  private QueueMetrics() {}

  static void register(MeterRegistry registry, Store store) {
    for (Lane lane : Lane.values()) {
      gauge(registry, store, lane, "pgreview.queue.waiting", QueueState::waiting);
      gauge(registry, store, lane, "pgreview.queue.running", QueueState::running);
      gauge(
          registry,
          store,
          lane,
          "pgreview.queue.oldest.seconds",
          state -> state.oldest().toMillis() / 1000.0);
    }
  }

  private static void gauge(
      MeterRegistry registry,
      Store store,
      Lane lane,
      String name,
      ToDoubleFunction<QueueState> value) {
    Gauge.builder(name, () -> value.applyAsDouble(QueueState.of(store, lane)))
        .tag("lane", lane.name().toLowerCase(Locale.ROOT).replace('_', '-'))
        .register(registry);
  }
}
