package dev.pgreview.render;

/** A drafted plan as a comment. */
public final class PlanText {
  private PlanText() {}

  /**
   * The draft in a block to be copied.
   *
   * @param path where the plan is to be saved
   * @param plan Markdown
   */
  public static String comment(String path, String plan) {
    return "Save this as "
        + MarkdownText.code(path)
        + ", answer its questions (the lines that begin with `[ ] ?`), and push it:\n\n"
        + MarkdownText.block("markdown", plan);
  }
}
