package dev.pgreview.server;

import java.util.concurrent.CountDownLatch;

/** Wakes whoever runs the server: its settings have changed. */
final class Restart {
  private final CountDownLatch requested = new CountDownLatch(1);

  void request() {
    requested.countDown();
  }

  void await() throws InterruptedException {
    requested.await();
  }
}
