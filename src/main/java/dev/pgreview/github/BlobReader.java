package dev.pgreview.github;

import dev.pgreview.github.http.ApiRequest;
import dev.pgreview.github.http.GitHubException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Reads contents of files, bounded. */
final class BlobReader {
  /** Larger migrations exist only as data dumps. */
  static final long MOST_BYTES = 8L * 1024 * 1024;

  private static final int WORTH_A_BATCH = 4;

  private final Api api;
  private final BlobCache cache;

  BlobReader(Api api, BlobCache cache) {
    this.api = api;
    this.cache = cache;
  }

  Blob blob(String sha) {
    Optional<Blob> known = cache.find(api.repository(), sha);
    if (known.isPresent()) {
      return known.get();
    }
    ApiRequest request =
        ApiRequest.get("/repos/{+repo}/git/blobs/{sha}", api.repository(), sha)
            // Base64 and JSON around it.
            .atMost(MOST_BYTES * 3 / 2 + 4096);
    Blob blob;
    try {
      blob = decoded(api.send(request));
    } catch (GitHubException.TooLarge tooLarge) {
      return new Blob.TooLarge(MOST_BYTES);
    }
    cache.keep(api.repository(), sha, blob);
    return blob;
  }

  /** Many at once, as far as GitHub gives them so; else one by one. */
  Map<String, Blob> blobs(Collection<String> shas) {
    Map<String, Blob> found = new HashMap<>();
    Set<String> missing = new LinkedHashSet<>();
    for (String sha : shas) {
      cache
          .find(api.repository(), sha)
          .ifPresentOrElse(blob -> found.put(sha, blob), () -> missing.add(sha));
    }
    if (missing.size() >= WORTH_A_BATCH) {
      found.putAll(new BlobBatches(api, cache).read(missing));
    }
    Map<String, Blob> all = new LinkedHashMap<>();
    for (String sha : shas) {
      Blob blob = found.get(sha);
      all.put(sha, blob == null ? blob(sha) : blob);
    }
    return all;
  }

  /** The content in an answer of the contents API, which leaves it out above 1 MB. */
  Blob ofContents(JsonNode file) {
    if (file.path("size").asLong(0) > MOST_BYTES) {
      return new Blob.TooLarge(MOST_BYTES);
    }
    return file.path("encoding").asString("").equals("base64")
        ? decoded(file)
        : blob(file.path("sha").asString(""));
  }

  private static Blob decoded(JsonNode json) {
    String content = json.path("content").asString("");
    byte[] bytes =
        json.path("encoding").asString("").equals("base64")
            ? Base64.getMimeDecoder().decode(content)
            : content.getBytes(StandardCharsets.UTF_8);
    return decoded(bytes);
  }

  static Blob decoded(byte[] bytes) {
    if (bytes.length > MOST_BYTES) {
      return new Blob.TooLarge(MOST_BYTES);
    }
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.indexOf('\0') >= 0
          ? new Blob.Binary(bytes.length)
          : new Blob.Text(text.startsWith("\ufeff") ? text.substring(1) : text);
    } catch (CharacterCodingException binary) {
      return new Blob.Binary(bytes.length);
    }
  }
}
