package dev.pgreview.github.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.GZIPInputStream;

/** One HTTP exchange: bounded in time, in bytes, and in how many there are at a time. */
final class Transport implements AutoCloseable {
  private final HttpClient http;
  private final ClientSettings settings;
  private final Semaphore places;

  Transport(ClientSettings settings) {
    this.settings = settings;
    this.places = new Semaphore(settings.concurrency(), true);
    boolean plain = "http".equals(settings.api().getScheme());
    this.http =
        HttpClient.newBuilder()
            .connectTimeout(settings.connectTimeout())
            // Redirects are followed by hand: the credential must not go to another host.
            .followRedirects(HttpClient.Redirect.NEVER)
            .version(plain ? HttpClient.Version.HTTP_1_1 : HttpClient.Version.HTTP_2)
            .build();
  }

  /**
   * Sends and waits for the whole answer.
   *
   * @throws IOException no answer, or not in time, or more bytes than allowed
   */
  Answer send(ApiRequest request, HttpRequest http) throws IOException, InterruptedException {
    HttpResponse<byte[]> raw = exchange(http, request.mostBytes());
    return new Answer(
        request, raw.uri(), raw.statusCode(), raw.headers(), body(raw, request.mostBytes()));
  }

  private HttpResponse<byte[]> exchange(HttpRequest request, long mostBytes)
      throws IOException, InterruptedException {
    long nanos = settings.requestTimeout().toNanos();
    if (!places.tryAcquire(nanos, TimeUnit.NANOSECONDS)) {
      throw new NotSentException("too many requests wait for GitHub");
    }
    CompletableFuture<HttpResponse<byte[]>> answer =
        http.sendAsync(request, headers -> new LimitedBody(mostBytes));
    try {
      // The request's own timeout would end with the headers.
      return answer.get(nanos, TimeUnit.NANOSECONDS);
    } catch (TimeoutException late) {
      throw new HttpTimeoutException(
          "no answer within " + settings.requestTimeout().toSeconds() + " s");
    } catch (ExecutionException failure) {
      if (failure.getCause() instanceof IOException fault) {
        throw fault;
      }
      throw new IOException(String.valueOf(failure.getCause()), failure.getCause());
    } finally {
      answer.cancel(true);
      places.release();
    }
  }

  /** The body, unpacked when it came packed. */
  private static byte[] body(HttpResponse<byte[]> answer, long mostBytes) throws IOException {
    String encoding = answer.headers().firstValue("content-encoding").orElse("");
    if (!encoding.toLowerCase(Locale.ROOT).equals("gzip") || answer.body().length == 0) {
      return answer.body();
    }
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(answer.body()))) {
      byte[] unpacked = in.readNBytes((int) Math.min(mostBytes + 1, Integer.MAX_VALUE - 16));
      if (unpacked.length > mostBytes) {
        throw new LimitedBody.TooLongException(mostBytes);
      }
      return unpacked;
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }

  /** The request never left. */
  static final class NotSentException extends InterruptedIOException {
    private static final long serialVersionUID = 1;

    NotSentException(String message) {
      super(message);
    }
  }
}
