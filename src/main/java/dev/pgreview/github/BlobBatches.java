package dev.pgreview.github;

import dev.pgreview.github.http.GitHubException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads contents of files by GraphQL, 40 with one request: a repository with hundreds of deployed
 * migrations would use up the rate limit one by one.
 */
final class BlobBatches {
  /** As many as the document has places for. */
  private static final int SIZE = 40;

  private final Api api;
  private final BlobCache cache;

  BlobBatches(Api api, BlobCache cache) {
    this.api = api;
    this.cache = cache;
  }

  /** What GitHub gave, byte for byte. The others are to be read one by one. */
  Map<String, Blob> read(Collection<String> shas) {
    Map<String, Blob> found = new LinkedHashMap<>();
    List<String> all = new ArrayList<>(shas);
    try {
      for (int i = 0; i < all.size(); i += SIZE) {
        batch(all.subList(i, Math.min(all.size(), i + SIZE)), found);
      }
    } catch (GitHubException.Gone | GitHubException.Refused | GitHubException.Forbidden noGraphQl) {
      return found;
    }
    return found;
  }

  private void batch(List<String> shas, Map<String, Blob> found) {
    ObjectNode variables =
        Api.object()
            .put("owner", api.owner())
            .put("name", api.repository().substring(api.owner().length() + 1));
    for (int i = 0; i < SIZE; i++) {
      // The document has 40 places: those that are left name the first file again.
      variables.put("o" + i, shas.get(i < shas.size() ? i : 0));
    }
    JsonNode repository = api.graphQl().run("Blobs", variables).path("repository");
    for (int i = 0; i < shas.size(); i++) {
      JsonNode text = repository.path("b" + i).path("text");
      if (!text.isString()) {
        continue;
      }
      byte[] bytes = text.asString().getBytes(StandardCharsets.UTF_8);
      // Cut at 512 KB, or converted from another encoding: then the hash is another.
      if (hash(bytes).equals(shas.get(i))) {
        Blob blob = BlobReader.decoded(bytes);
        cache.keep(api.repository(), shas.get(i), blob);
        found.put(shas.get(i), blob);
      }
    }
  }

  /** As git names a content. */
  private static String hash(byte[] content) {
    try {
      MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
      sha1.update(("blob " + content.length + "\0").getBytes(StandardCharsets.US_ASCII));
      return HexFormat.of().formatHex(sha1.digest(content));
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("every JDK has SHA-1", missing);
    }
  }
}
