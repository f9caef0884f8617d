package dev.pgreview.cli;

import java.io.PrintStream;
import java.util.function.Consumer;

/**
 * Says on standard error what is being done, if somebody watches it and it takes more than a
 * second.
 */
final class Progress implements Consumer<String>, AutoCloseable {
  private static final long PATIENCE_MILLIS = 1000;
  private static final String CLEAR_LINE = "\r\u001b[K";

  private final PrintStream err;
  private final boolean watched;
  private final int width;
  private String latest = "reading the migrations";
  private boolean shown;
  private boolean closed;

  Progress(Terminal terminal) {
    this.err = terminal.err();
    this.watched = terminal.errIsTerminal();
    this.width = terminal.width();
    if (watched) {
      Thread.ofPlatform().daemon().name("pgreview-progress").start(this::showLater);
    }
  }

  private void showLater() {
    try {
      Thread.sleep(PATIENCE_MILLIS);
    } catch (InterruptedException e) {
      return;
    }
    synchronized (this) {
      shown = true;
      print();
    }
  }

  @Override
  public synchronized void accept(String message) {
    latest = message;
    if (shown) {
      print();
    }
  }

  private void print() {
    if (!closed) {
      String line = latest.replaceAll("\\p{Cntrl}", " ");
      err.print(CLEAR_LINE + line.substring(0, Math.min(line.length(), width - 1)));
      err.flush();
    }
  }

  @Override
  public synchronized void close() {
    if (shown && !closed) {
      err.print(CLEAR_LINE);
      err.flush();
    }
    closed = true;
  }
}
