package dev.pgreview.server;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ServiceLogTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final LoggerContext context = new LoggerContext();

  @Test
  void eachEventIsAJsonLineWithTheIds() {
    context.setMDCAdapter(MDC.getMDCAdapter());
    ServiceLog.configure(context, out);
    try (MDC.MDCCloseable _ = MDC.putCloseable("delivery", "d-1");
        MDC.MDCCloseable _ = MDC.putCloseable("job", "j-1")) {
      context
          .getLogger("dev.pgreview.worker.X")
          .warn("branch {}", "a\n{\"level\":\"ERROR\"}", new IllegalStateException("x\ny"));
    }
    context.getLogger("dev.pgreview.worker.X").info("said");
    context.getLogger("dev.pgreview.worker.X").debug("not said");
    context.getLogger("com.example").info("not said");

    List<String> lines = out.toString(StandardCharsets.UTF_8).lines().toList();
    assertThat(lines).hasSize(2);
    JsonNode first = JsonMapper.shared().readTree(lines.getFirst());
    assertThat(first.path("level").asString()).isEqualTo("WARN");
    assertThat(first.path("formattedMessage").asString())
        .isEqualTo("branch a\n{\"level\":\"ERROR\"}");
    assertThat(first.path("mdc").path("delivery").asString()).isEqualTo("d-1");
    assertThat(first.path("mdc").path("job").asString()).isEqualTo("j-1");
    assertThat(first.path("throwable").path("message").asString()).isEqualTo("x\ny");
    assertThat(first.path("timestamp").isNumber()).isTrue();
  }
}
