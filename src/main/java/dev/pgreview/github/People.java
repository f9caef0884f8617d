package dev.pgreview.github;

import dev.pgreview.github.http.ApiRequest;
import tools.jackson.databind.JsonNode;

/** Who may do what in a repository. */
public final class People {
  private final Api api;

  People(Api api) {
    this.api = api;
  }

  /** What somebody may do; {@code NONE} for strangers. */
  public Permission permission(String login) {
    ApiRequest request =
        ApiRequest.get(
            "/repos/{+repo}/collaborators/{username}/permission", api.repository(), login);
    return api.find(request).map(People::permission).orElse(Permission.NONE);
  }

  /** The role's exact name; for a role of the organisation's own, what it is based on. */
  private static Permission permission(JsonNode json) {
    return Api.text(json, "role_name")
        .flatMap(Permission::byName)
        .or(() -> Api.text(json, "permission").flatMap(Permission::byName))
        .orElse(Permission.NONE);
  }

  /**
   * Whether somebody is an active member of a team of the repository's owner. False when there is
   * no such team.
   *
   * @param team its slug, as in {@code @owner/team}
   * @throws dev.pgreview.github.http.GitHubException.Forbidden when the App may not read members
   */
  public boolean isMember(String team, String login) {
    ApiRequest request =
        ApiRequest.get(
            "/orgs/{org}/teams/{team_slug}/memberships/{username}", api.owner(), team, login);
    return api.find(request)
        .flatMap(membership -> Api.text(membership, "state"))
        .filter("active"::equals)
        .isPresent();
  }
}
