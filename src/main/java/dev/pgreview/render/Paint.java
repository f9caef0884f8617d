package dev.pgreview.render;

import dev.pgreview.report.Severity;

/** ANSI colours, or none. Only the eight basic ones: terminals map them to readable shades. */
record Paint(boolean colours) {
  private static final String RESET = "\u001b[0m";

  String bold(String text) {
    return paint("1", text);
  }

  String faint(String text) {
    return paint("2", text);
  }

  String red(String text) {
    return paint("31", text);
  }

  String green(String text) {
    return paint("32", text);
  }

  String yellow(String text) {
    return paint("33", text);
  }

  String blue(String text) {
    return paint("34", text);
  }

  String cyan(String text) {
    return paint("36", text);
  }

  String severity(Severity severity, String text) {
    return switch (severity) {
      case ERROR -> paint("1;31", text);
      case WARNING -> paint("1;33", text);
      case NOTICE -> paint("1;36", text);
    };
  }

  String blocking(Blocking blocking, String text) {
    return switch (blocking) {
      case READS_AND_WRITES -> red(text);
      case WRITES -> yellow(text);
      case MAINTENANCE -> blue(text);
      case DDL -> faint(text);
    };
  }

  private String paint(String code, String text) {
    return colours && !text.isEmpty() ? "\u001b[" + code + "m" + text + RESET : text;
  }
}
