package dev.pgreview.github;

import dev.pgreview.report.Severity;
import java.util.List;

/**
 * What a check run shows. Too long texts are cut at a safe place, with the pointer after it.
 *
 * @param title one line
 * @param summary Markdown
 * @param text Markdown, below the summary; may be empty
 * @param pointer Markdown that says where the whole is, for texts that are cut
 * @param annotations on lines of files, any number
 * @param actions buttons, at most 3
 */
public record CheckOutput(
    String title,
    String summary,
    String text,
    String pointer,
    List<Annotation> annotations,
    List<Action> actions) {
  public CheckOutput {
    annotations = List.copyOf(annotations);
    actions = List.copyOf(actions);
    if (actions.size() > 3) {
      throw new IllegalArgumentException("GitHub shows 3 actions, not " + actions.size());
    }
  }

  /** Without annotations and buttons. */
  public static CheckOutput of(String title, String summary) {
    return new CheckOutput(title, summary, "", "", List.of(), List.of());
  }

  /**
   * A remark on lines of a file.
   *
   * @param startLine from 1
   * @param endLine inclusive
   */
  public record Annotation(
      String path, int startLine, int endLine, Severity severity, String title, String message) {}

  /**
   * A button; a press arrives as {@code check_run.requested_action}.
   *
   * @param label at most 20 characters
   * @param description at most 40 characters
   * @param identifier at most 20 characters
   */
  public record Action(String label, String description, String identifier) {
    public Action {
      if (label.length() > 20 || description.length() > 40 || identifier.length() > 20) {
        throw new IllegalArgumentException("too long for GitHub: " + label + ", " + description);
      }
    }
  }
}
