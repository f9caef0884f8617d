package dev.pgreview.github.http;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Answers with their ETag: asking whether one is still good costs nothing of the rate limit. */
final class EtagCache {
  /** One answer may take this part of the whole. */
  private static final int PARTS = 8;

  private final long mostBytes;
  private final Map<String, Answer> answers = new LinkedHashMap<>(64, 0.75f, true);
  private long bytes;

  EtagCache(long mostBytes) {
    this.mostBytes = mostBytes;
  }

  synchronized Optional<Answer> find(String credential, String address) {
    return Optional.ofNullable(answers.get(key(credential, address)));
  }

  synchronized void keep(String credential, Answer answer) {
    boolean wanted =
        answer.request().reads()
            && answer.status() == 200
            && answer.headers().firstValue("etag").isPresent();
    if (!wanted || answer.content().length > mostBytes / PARTS) {
      return;
    }
    Answer before = answers.put(key(credential, answer.address().toString()), answer);
    bytes += answer.content().length - (before == null ? 0 : before.content().length);
    var oldest = answers.entrySet().iterator();
    while (bytes > mostBytes && oldest.hasNext()) {
      bytes -= oldest.next().getValue().content().length;
      oldest.remove();
    }
  }

  private static String key(String credential, String address) {
    return credential + " " + address;
  }
}
