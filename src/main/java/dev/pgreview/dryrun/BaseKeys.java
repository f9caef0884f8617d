package dev.pgreview.dryrun;

import dev.pgreview.review.DryRunRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Names of the states that a base passes through: one after each of its files. What was run and how
 * it was sent goes into a name, the path does not. A base that grows keeps the names it had.
 */
final class BaseKeys {
  private BaseKeys() {}

  /** The name after the first, the first two, ... of the scripts. */
  static List<String> of(DryRunRequest request) {
    List<String> keys = new ArrayList<>();
    List<String> extensions = request.extensions().stream().sorted().distinct().toList();
    String before = ClusterSettings.revision(request.version()) + " extensions " + extensions;
    for (DryRunRequest.Script script : request.base()) {
      before = next(before, script);
      keys.add(before);
    }
    return keys;
  }

  private static String next(String before, DryRunRequest.Script script) {
    MessageDigest digest = sha256();
    add(digest, before);
    for (DryRunRequest.Section section : script.sections()) {
      add(digest, section.mode().name());
      for (DryRunRequest.Statement statement : section.statements()) {
        add(digest, statement.sql());
        add(digest, statement.copyData());
      }
    }
    return HexFormat.of().formatHex(digest.digest(), 0, 16);
  }

  /** The text's SHA-256 in hexadecimal digits. */
  static String digest(String text) {
    return HexFormat.of().formatHex(sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** With its length, so that texts cannot run into each other. */
  private static void add(MessageDigest digest, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
    digest.update(bytes);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
