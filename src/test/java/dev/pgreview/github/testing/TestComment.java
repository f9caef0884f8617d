package dev.pgreview.github.testing;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** A comment on a pull request: in its conversation, or on a line. */
public final class TestComment {
  private final long id;
  private final String author;
  private final Optional<Place> place;
  private final Optional<Long> inReplyTo;
  private final Instant created;
  private final Set<String> reactions = new LinkedHashSet<>();
  private String body;
  private boolean resolved;
  private boolean minimized;

  /**
   * Where a comment was put.
   *
   * @param startLine the same as {@code line} for a single line
   */
  public record Place(String path, String commit, int startLine, int line) {}

  TestComment(
      long id, String author, String body, Optional<Place> place, Optional<Long> inReplyTo) {
    this.id = id;
    this.author = author;
    this.body = body;
    this.place = place;
    this.inReplyTo = inReplyTo;
    this.created = Instant.now();
  }

  public long id() {
    return id;
  }

  public String author() {
    return author;
  }

  /** Whether a program wrote it. */
  public boolean bot() {
    return author.endsWith("[bot]");
  }

  public String body() {
    return body;
  }

  /** Where it was put; empty in the conversation. */
  public Optional<Place> place() {
    return place;
  }

  public Optional<Long> inReplyTo() {
    return inReplyTo;
  }

  /** Such as {@code pgreview[bot] eyes}. */
  public Set<String> reactions() {
    return reactions;
  }

  /** Whether its thread is resolved. */
  public boolean resolved() {
    return resolved;
  }

  public boolean minimized() {
    return minimized;
  }

  Instant created() {
    return created;
  }

  void edit(String text) {
    body = text;
  }

  void resolve(boolean value) {
    resolved = value;
  }

  void minimize(boolean value) {
    minimized = value;
  }

  String nodeId() {
    return (place.isPresent() ? "PRRC_" : "IC_") + id;
  }

  String threadId() {
    return "PRRT_" + id;
  }

  @Override
  public String toString() {
    return author + ": " + body + place.map(at -> " at " + at).orElse("");
  }
}
