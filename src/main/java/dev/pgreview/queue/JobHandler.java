package dev.pgreview.queue;

/** Does jobs. A job may run again from its start at any time: after a failure, or a kill. */
public interface JobHandler {
  /**
   * Does a job.
   *
   * @throws RetryLaterException when it can be done only later
   * @throws Exception when it failed; it is tried again some times
   */
  void run(QueuedJob job) throws Exception;

  /**
   * Tells those who wait for a job that it is not going to be done.
   *
   * @param reason one sentence
   * @throws Exception when they could not be told; it is tried again
   */
  void abandon(QueuedJob job, String reason) throws Exception;
}
