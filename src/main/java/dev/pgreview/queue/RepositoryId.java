package dev.pgreview.queue;

/**
 * A repository as an installation of the App sees it.
 *
 * @param installation GitHub's id of the installation
 * @param name owner/name
 */
public record RepositoryId(long installation, String name) {
  public RepositoryId {
    if (name.indexOf('/') <= 0 || name.indexOf('/') == name.length() - 1) {
      throw new IllegalArgumentException("a repository is owner/name, not " + name);
    }
  }

  public String owner() {
    return name.substring(0, name.indexOf('/'));
  }
}
