package dev.pgreview.server;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import java.io.OutputStream;
import org.slf4j.LoggerFactory;

/**
 * The service's log: one JSON object a line, with the ids of the delivery, the job and the
 * repository under {@code mdc}. What comes from outside is inside of JSON's quotes: it cannot begin
 * a line of its own.
 */
public final class ServiceLog {
  private static final String OURS = "dev.pgreview";

  private ServiceLog() {}

  /** All logs of this process go there from now on, ours from level INFO, libraries' from WARN. */
  public static void to(OutputStream out) {
    configure((LoggerContext) LoggerFactory.getILoggerFactory(), out);
  }

  static void configure(LoggerContext context, OutputStream out) {
    context.reset();
    JsonEncoder encoder = new JsonEncoder();
    encoder.setContext(context);
    encoder.setWithSequenceNumber(false);
    encoder.setWithNanoseconds(false);
    encoder.setWithContext(false);
    encoder.setWithArguments(false);
    encoder.setWithMessage(false);
    encoder.setWithFormattedMessage(true);
    encoder.start();
    OutputStreamAppender<ILoggingEvent> appender = new OutputStreamAppender<>();
    appender.setContext(context);
    appender.setName("service");
    appender.setEncoder(encoder);
    appender.setOutputStream(out);
    appender.start();
    Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.WARN);
    root.addAppender(appender);
    context.getLogger(OURS).setLevel(Level.INFO);
    // What the Docker client says is in the reason why a dry run was skipped.
    context.getLogger("com.github.dockerjava").setLevel(Level.OFF);
  }
}
