package dev.pgreview.server;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import java.net.URI;
import java.util.Optional;

/** The pages of the set-up. */
final class SetupPages {
  private static final String HEAD =
      """
      <!doctype html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>pgreview</title>
      <style>
      body { font: 16px/1.5 system-ui, sans-serif; max-width: 40rem; margin: 4rem auto; padding: 0 1rem; color: #1f2328; background: #fff; }
      button, .button { font: inherit; padding: .5rem 1rem; border: 0; border-radius: 6px; background: #1f6feb; color: #fff; text-decoration: none; cursor: pointer; }
      input { font: inherit; padding: .4rem .6rem; border: 1px solid #8c959f; border-radius: 6px; }
      @media (prefers-color-scheme: dark) { body { color: #e6edf3; background: #0d1117; } input { background: #010409; color: inherit; } }
      </style>
      </head>
      <body>
      """;

  private SetupPages() {}

  static HttpResponse<String> form(
      URI web, Optional<String> organisation, String state, String manifest) {
    String target =
        organisation
                .map(name -> web + "/organizations/" + name + "/settings/apps/new")
                .orElse(web + "/settings/apps/new")
            + "?state="
            + state;
    String body =
        """
        <h1>Set up pgreview</h1>
        <p>GitHub shows you the App that will be made, with its permissions, and asks you for a name. Then it sends you back here.</p>
        <form action="%s" method="post">
        <input type="hidden" name="manifest" value="%s">
        <p><button type="submit">Create the GitHub App%s</button></p>
        </form>
        <form method="get" action="/setup">
        <p>For an organisation: <input name="organisation" placeholder="its name" pattern="[A-Za-z0-9-]+" required> <button type="submit">Use it</button></p>
        </form>
        """
            .formatted(
                escaped(target),
                escaped(manifest),
                organisation.map(name -> " for " + escaped(name)).orElse(""));
    return page(body);
  }

  static HttpResponse<String> install(URI address) {
    return page(
        """
        <h1>The App is there</h1>
        <p>Install it in the repositories that pgreview is to review. Then open a pull request that changes a migration.</p>
        <p><a class="button" href="%s">Install</a></p>
        """
            .formatted(escaped(address.toString())));
  }

  static HttpResponse<String> done() {
    return page("<h1>pgreview is set up</h1><p>There is nothing to do here.</p>");
  }

  private static HttpResponse<String> page(String body) {
    return HttpResponse.ok(HEAD + body + "</body>\n</html>\n")
        .contentType(MediaType.TEXT_HTML_TYPE)
        .header("Cache-Control", "no-store")
        .header("X-Frame-Options", "DENY")
        .header("Referrer-Policy", "no-referrer");
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
