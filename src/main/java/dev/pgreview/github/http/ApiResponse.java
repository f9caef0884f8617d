package dev.pgreview.github.http;

import java.net.URI;
import java.net.http.HttpHeaders;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * An answer of GitHub's.
 *
 * @param body missing node when there was none
 */
public record ApiResponse(int status, HttpHeaders headers, JsonNode body) {
  private static final Pattern NEXT = Pattern.compile("<([^>]+)>;[^,]*\\brel=\"next\"");

  /** The address of the next page. */
  public Optional<URI> next() {
    return headers
        .firstValue("link")
        .map(NEXT::matcher)
        .filter(Matcher::find)
        .map(link -> URI.create(link.group(1)));
  }
}
