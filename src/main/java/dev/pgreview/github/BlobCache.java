package dev.pgreview.github;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Texts that were read before, by the hash of their content: the deployed migrations of a
 * repository are the same in every review. The key names the repository too: whoever may see one
 * repository may not see what others hold.
 */
final class BlobCache {
  private static final long MOST_CHARACTERS = 32L * 1024 * 1024;

  private final Map<String, Blob.Text> texts = new LinkedHashMap<>(256, 0.75f, true);
  private long characters;

  synchronized Optional<Blob> find(String repository, String sha) {
    return Optional.ofNullable(texts.get(key(repository, sha)));
  }

  synchronized void keep(String repository, String sha, Blob blob) {
    if (!(blob instanceof Blob.Text text) || text.text().length() > MOST_CHARACTERS / 8) {
      return;
    }
    Blob.Text before = texts.put(key(repository, sha), text);
    characters += text.text().length() - (before == null ? 0 : before.text().length());
    var oldest = texts.entrySet().iterator();
    while (characters > MOST_CHARACTERS && oldest.hasNext()) {
      characters -= oldest.next().getValue().text().length();
      oldest.remove();
    }
  }

  private static String key(String repository, String sha) {
    return repository + " " + sha;
  }
}
