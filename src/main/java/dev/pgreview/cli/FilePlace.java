package dev.pgreview.cli;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in a file as compilers and `pgreview review` print it: {@code FILE:LINE} or {@code
 * FILE:LINE:COLUMN}.
 */
record FilePlace(String file, int line, OptionalInt column) {
  private static final Pattern FORM = Pattern.compile("(.+?):(\\d{1,9})(?::(\\d{1,9}))?:?");

  /** Empty when the text has another form. */
  static Optional<FilePlace> parse(String typed) {
    Matcher place = FORM.matcher(typed);
    if (!place.matches()) {
      return Optional.empty();
    }
    OptionalInt column =
        place.group(3) == null
            ? OptionalInt.empty()
            : OptionalInt.of(Integer.parseInt(place.group(3)));
    return Optional.of(new FilePlace(place.group(1), Integer.parseInt(place.group(2)), column));
  }
}
