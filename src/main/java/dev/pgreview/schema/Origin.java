package dev.pgreview.schema;

/** When an object came to be, seen from the change under review. */
public sealed interface Origin {
  /** Made by the deployed migrations, or there before all of them. */
  record Base() implements Origin {}

  /**
   * Made by the change.
   *
   * @param transaction number from 1 of its transaction in the change
   * @param statement index from 0 of the statement in the change
   */
  record Change(int transaction, int statement) implements Origin {}

  static Origin base() {
    return new Base();
  }

  /** Whether the object existed before the change. */
  default boolean isBase() {
    return this instanceof Base;
  }

  /** Whether the object existed before a transaction of the change began. */
  default boolean isBefore(int transaction) {
    return switch (this) {
      case Base() -> true;
      case Change change -> change.transaction() < transaction;
    };
  }
}
