package dev.pgreview.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgreview.lock.SqlError;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryTrialTest {
  @ParameterizedTest
  @CsvSource({
    "     ,      , false",
    "     , 42703, true",
    "     , 42P01, true",
    "     , 22P02, true",
    "     , 57014, false",
    "     , 53200, false",
    "42703, 42703, false",
    "42703,      , false",
  })
  void brokenIsWhatOnlyTheChangeTakesAway(String before, String after, boolean broken) {
    assertThat(new QueryTrial(error(before), error(after), null, Optional.empty()).isBroken())
        .isEqualTo(broken);
  }

  private static Optional<SqlError> error(String state) {
    return Optional.ofNullable(state)
        .map(one -> new SqlError(one, "no", null, null, OptionalInt.empty()));
  }
}
