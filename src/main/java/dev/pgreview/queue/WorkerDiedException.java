package dev.pgreview.queue;

/** The process that did the job ended in the middle of it. */
final class WorkerDiedException extends Exception {
  private static final long serialVersionUID = 1;

  WorkerDiedException() {
    super("the worker that did it died");
  }
}
