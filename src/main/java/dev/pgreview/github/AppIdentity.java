package dev.pgreview.github;

/**
 * The App.
 *
 * @param slug its name in addresses
 * @param name as people read it
 */
public record AppIdentity(long id, String slug, String name) {
  /** The login under which it writes comments. */
  public String login() {
    return slug + "[bot]";
  }
}
