package dev.pgreview.render;

import java.util.Optional;

/**
 * Something that was predicted and perhaps observed; what a server showed has the last word.
 *
 * @param observed empty when no server was asked
 */
record Seen<T>(T predicted, Optional<T> observed) {
  static <T> Seen<T> both(T predicted, T observed) {
    return new Seen<>(predicted, Optional.of(observed));
  }

  static <T> Seen<T> onlyPredicted(T predicted) {
    return new Seen<>(predicted, Optional.empty());
  }

  T value() {
    return observed.orElse(predicted);
  }

  boolean differs() {
    return observed.isPresent() && !observed.get().equals(predicted);
  }
}
