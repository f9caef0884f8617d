package dev.pgreview.cli;

import dev.pgreview.config.DidYouMean;
import dev.pgreview.render.ReportFormat;
import dev.pgreview.schema.PostgresVersion;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** What is typed after options. */
final class Converters {
  private Converters() {}

  static final class Version implements ITypeConverter<PostgresVersion> {
    @Override
    public PostgresVersion convert(String typed) {
      try {
        return new PostgresVersion(Integer.parseInt(typed));
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(
            "`"
                + typed
                + "` is not a supported major version; use "
                + PostgresVersion.OLDEST
                + " to "
                + PostgresVersion.NEWEST);
      }
    }
  }

  static final class Format implements ITypeConverter<ReportFormat> {
    @Override
    public ReportFormat convert(String typed) {
      List<String> known = Arrays.stream(ReportFormat.values()).map(ReportFormat::id).toList();
      return ReportFormat.byId(typed)
          .orElseThrow(
              () ->
                  new TypeConversionException(
                      "there is no format `"
                          + typed
                          + "`; there are "
                          + String.join(", ", known)
                          + DidYouMean.of(typed, known)
                              .map(name -> "; did you mean `" + name + "`?")
                              .orElse("")));
    }
  }
}
