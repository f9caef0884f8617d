package dev.pgreview.server;

import dev.pgreview.webhook.WebhookSignature;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * A process that sends signed webhooks as fast as they are taken.
 *
 * <p>Arguments: address, secret, how many, how many at a time, folder with payloads of {@code
 * pull_request}.
 */
final class WebhookSender {
  private WebhookSender() {}

  public static void main(String[] args) throws Exception {
    URI address = URI.create(args[0]);
    WebhookSignature signature = new WebhookSignature(args[1]);
    int count = Integer.parseInt(args[2]);
    Semaphore room = new Semaphore(Integer.parseInt(args[3]));
    List<byte[]> payloads = payloads(Path.of(args[4]));
    ConcurrentLinkedQueue<Long> times = new ConcurrentLinkedQueue<>();
    AtomicInteger refused = new AtomicInteger();
    long start = System.nanoTime();
    try (HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> sent = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        byte[] body = payloads.get(i % payloads.size());
        room.acquire();
        sent.add(
            threads.submit(
                () -> {
                  long begun = System.nanoTime();
                  if (send(http, address, signature, body) != 202) {
                    refused.incrementAndGet();
                  }
                  times.add(System.nanoTime() - begun);
                  room.release();
                  return true;
                }));
      }
      for (Future<?> one : sent) {
        one.get();
      }
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    List<Long> sorted = times.stream().sorted().toList();
    System.out.printf(
        Locale.ROOT,
        "%d sent, %d not accepted, %.1f accepted/s, answer p50 %.1f ms, p99 %.1f ms, longest %.1f"
            + " ms%n",
        count,
        refused.get(),
        (count - refused.get()) / seconds,
        at(sorted, 0.50),
        at(sorted, 0.99),
        at(sorted, 1));
  }

  private static double at(List<Long> sorted, double share) {
    int index = (int) Math.ceil(share * sorted.size()) - 1;
    return sorted.get(Math.max(index, 0)) / 1e6;
  }

  private static int send(HttpClient http, URI address, WebhookSignature signature, byte[] body)
      throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .header("Content-Type", "application/json")
            .header("X-GitHub-Event", "pull_request")
            .header("X-GitHub-Delivery", UUID.randomUUID().toString())
            .header("X-Hub-Signature-256", signature.sign(body))
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    try {
      return http.send(request, BodyHandlers.discarding()).statusCode();
    } catch (IOException lost) {
      return 0;
    }
  }

  private static List<byte[]> payloads(Path folder) throws IOException {
    List<byte[]> payloads = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        payloads.add(Files.readAllBytes(file));
      }
    }
    return payloads;
  }
}
