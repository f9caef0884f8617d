package dev.pgreview.render;

import static dev.pgreview.lock.LockMode.ACCESS_EXCLUSIVE;
import static dev.pgreview.lock.LockMode.EXCLUSIVE;
import static dev.pgreview.lock.LockMode.SHARE_UPDATE_EXCLUSIVE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pgreview.lock.Confidence;
import dev.pgreview.lock.LockMode;
import dev.pgreview.migration.SourceSpan;
import org.junit.jupiter.api.Test;

class LockRowTest {
  @Test
  void whatIsTakenOnlyIfItIsFreeIsNoDifference() {
    LockRow seen = vacuum(ACCESS_EXCLUSIVE);
    assertThat(seen.differs()).isFalse();
    assertThat(seen.difference()).isEmpty();
    assertThat(seen.agreement()).isEqualTo("possible, if free");
    assertThat(seen.strongest()).contains(ACCESS_EXCLUSIVE);

    LockRow missed = vacuum(SHARE_UPDATE_EXCLUSIVE);
    assertThat(missed.differs()).isFalse();
    assertThat(missed.agreement()).isEqualTo("same");
  }

  @Test
  void anyOtherModeIsOne() {
    LockRow other = vacuum(EXCLUSIVE);
    assertThat(other.differs()).isTrue();
    assertThat(other.difference()).contains("SHARE UPDATE EXCLUSIVE");
  }

  private static LockRow vacuum(LockMode observed) {
    return LockRow.of(
            new SampleReports.StatementParts(
                    0, "V1.sql", new SourceSpan(1, 1, 1, 9), "VACUUM t", "Vacuum", 1)
                .predicted(
                    SampleReports.predicted(Confidence.CERTAIN, "It may cut pages off.")
                        .lock("t", SHARE_UPDATE_EXCLUSIVE)
                        .lockIfFree("t", ACCESS_EXCLUSIVE))
                .observed(new SampleReports.ObservationParts().lock("t", observed))
                .build())
        .getFirst();
  }
}
