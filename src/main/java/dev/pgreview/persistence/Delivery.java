package dev.pgreview.persistence;

import java.util.Optional;

/**
 * A webhook delivery.
 *
 * @param id GitHub's, the same again for a redelivery
 * @param event GitHub's name, such as {@code pull_request}
 * @param action such as {@code opened}
 * @param repository owner/name
 */
public record Delivery(
    String id, String event, Optional<String> action, Optional<String> repository) {
  /** What is to be done with a delivery. */
  public enum Intake {
    /** It was not seen before. */
    NEW,
    /** It failed before: it is done again. */
    AGAIN,
    /** It was done, or is being done. */
    DUPLICATE
  }

  /** How the work that a delivery asked for ended. */
  public enum Outcome {
    DONE,
    IGNORED,
    FAILED
  }
}
