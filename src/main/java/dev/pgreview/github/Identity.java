package dev.pgreview.github;

import java.util.OptionalLong;

/**
 * Who writes.
 *
 * @param app the App's id; empty when it is not known, as with a token that somebody else asked for
 * @param login under which comments appear
 */
record Identity(OptionalLong app, String login) {
  static Identity of(AppIdentity app) {
    return new Identity(OptionalLong.of(app.id()), app.login());
  }
}
