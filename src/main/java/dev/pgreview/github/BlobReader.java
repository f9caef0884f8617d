package dev.pgreview.github;

import dev.pgreview.github.http.ApiRequest;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Reads contents of files, bounded. */
final class BlobReader {
  /** Larger migrations exist only as data dumps. */
  static final long MOST_BYTES = 8L * 1024 * 1024;

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
    Blob blob = decoded(api.send(request));
    cache.keep(api.repository(), sha, blob);
    return blob;
  }

  /** The content in an answer of the contents API, which leaves it out above 1 MB. */
  Blob ofContents(JsonNode file) {
    return file.path("encoding").asString("").equals("base64")
        ? decoded(file)
        : blob(file.path("sha").asString(""));
  }

  private static Blob decoded(JsonNode json) {
    long size = json.path("size").asLong(0);
    if (size > MOST_BYTES) {
      return new Blob.TooLarge(size, MOST_BYTES);
    }
    String content = json.path("content").asString("");
    byte[] bytes =
        json.path("encoding").asString("").equals("base64")
            ? Base64.getMimeDecoder().decode(content)
            : content.getBytes(StandardCharsets.UTF_8);
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
