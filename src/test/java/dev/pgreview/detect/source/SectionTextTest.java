package dev.pgreview.detect.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgreview.migration.SqlSection;
import dev.pgreview.migration.TextRange;
import dev.pgreview.migration.TransactionMode;
import org.junit.jupiter.api.Test;

class SectionTextTest {
  @Test
  void placesInTheSqlAreFoundInTheFile() {
    String file = "head\nSELECT ${a} FROM ${bb}.t -- skip\n;";
    int start = 5;
    SectionText text = new SectionText(file, start);
    text.copyTo(file.indexOf("${a}")).replaceTo(file.indexOf("${a}") + 4, "12345678");
    text.copyTo(file.indexOf("${bb}")).replaceTo(file.indexOf("${bb}") + 5, "");
    text.copyTo(file.length());
    SqlSection section = text.section(TransactionMode.WRAPPED);
    assertThat(section.sql()).isEqualTo("SELECT 12345678 FROM .t -- skip\n;");
    int t = section.sql().indexOf(".t");
    assertThat(section.toFileOffset(t)).isEqualTo(file.indexOf(".t"));
    assertThat(section.toFileOffset(section.sql().indexOf("345"))).isEqualTo(file.indexOf("${a}"));
    assertThat(section.toFileRange(new TextRange(0, section.sql().length())))
        .isEqualTo(new TextRange(start, file.length()));
  }
}
