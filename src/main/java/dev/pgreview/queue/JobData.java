package dev.pgreview.queue;

import com.github.kagkarlsson.scheduler.serializer.Serializer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Jobs as JSON, so that the next version can read what this one wrote. */
final class JobData implements Serializer {
  private static final JsonMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  @Override
  public byte[] serialize(@Nullable Object data) {
    return data == null ? new byte[0] : JSON.writeValueAsBytes(data);
  }

  @Override
  public <T> @Nullable T deserialize(Class<T> type, byte @Nullable [] bytes) {
    return bytes == null || bytes.length == 0 ? null : JSON.readValue(bytes, type);
  }
}
