package dev.pgreview.lock;

import java.util.List;

/**
 * The modifier of interval: the precision of seconds, and the fields as a mask
 * (src/backend/utils/adt/timestamp.c, interval_support).
 */
final class IntervalModifier {
  /** INTERVAL_FULL_RANGE: no fields are written. */
  private static final int ALL_FIELDS = 0x7FFF;

  private IntervalModifier() {}

  /** Whether no value changes: all fields stay and the precision does not shrink. */
  static boolean keeps(List<Integer> before, List<Integer> after) {
    int fieldsBefore = before.size() == 2 ? before.getLast() : ALL_FIELDS;
    int fieldsAfter = after.size() == 2 ? after.getLast() : ALL_FIELDS;
    int precisionBefore = before.isEmpty() ? 6 : before.getFirst();
    int precisionAfter = after.isEmpty() ? 6 : after.getFirst();
    return fieldsAfter == ALL_FIELDS
        && fieldsBefore == ALL_FIELDS
        && precisionAfter >= Math.min(precisionBefore, 6);
  }
}
