package dev.pgreview.plan;

/** The phases of a change that never breaks the running application. */
enum Phase {
  EXPAND("Expand", "Adds what the new release needs; the old release does not notice."),
  MIGRATE("Migrate", "Moves data and proves constraints while both releases run."),
  CONTRACT("Contract", "Removes what no running release uses any more.");

  private final String title;
  private final String meaning;

  Phase(String title, String meaning) {
    this.title = title;
    this.meaning = meaning;
  }

  String title() {
    return title;
  }

  String meaning() {
    return meaning;
  }
}
