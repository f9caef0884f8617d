package dev.pgreview.cli;

/** When to use colours. Named as they are typed. */
@SuppressWarnings("MemberName")
enum Colour {
  auto,
  always,
  never;

  /** See no-color.org: NO_COLOR counts when it is set and not empty. */
  boolean on(Terminal terminal) {
    return switch (this) {
      case always -> true;
      case never -> false;
      case auto ->
          terminal.outIsTerminal()
              && terminal.environment().getOrDefault("NO_COLOR", "").isEmpty()
              && !"dumb".equals(terminal.environment().get("TERM"));
    };
  }
}
