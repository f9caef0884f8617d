package dev.pgreview.dryrun;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a run's database and role are called on a server that is there already: nobody can guess it,
 * and it says how old it is.
 *
 * @param text an identifier that needs no quotes
 * @param begun by the server's clock
 */
record ExternalRunName(String text, Instant begun) {
  private static final String PREFIX = "pgreview_run_";
  private static final Pattern FORM = Pattern.compile(PREFIX + "(\\d{1,12})_[0-9a-f]{24}");
  private static final String MARK = "pgreview: assumed for ";

  /** Longer than any run may take. */
  private static final Duration DEAD_AFTER = Duration.ofDays(1);

  static ExternalRunName at(Instant now) {
    byte[] random = new byte[12];
    new SecureRandom().nextBytes(random);
    return new ExternalRunName(
        PREFIX + now.getEpochSecond() + "_" + HexFormat.of().formatHex(random), now);
  }

  /** The run of a role or a database with this name; empty when it is none of ours. */
  static Optional<ExternalRunName> of(String name) {
    Matcher form = FORM.matcher(name.replaceFirst("_alone$", ""));
    return form.matches()
        ? Optional.of(
            new ExternalRunName(form.group(), Instant.ofEpochSecond(Long.parseLong(form.group(1)))))
        : Optional.empty();
  }

  /** The run for which a role with this comment was made. */
  static Optional<ExternalRunName> ofMark(String comment) {
    return comment.startsWith(MARK) ? of(comment.substring(MARK.length())) : Optional.empty();
  }

  /** The comment on roles that were made for the run. */
  String mark() {
    return MARK + text;
  }

  /** The run's database, and the copy that {@link MigrationRun#alone()} may make. */
  List<String> databases() {
    return List.of(text, text + "_alone");
  }

  boolean isDead(Instant now) {
    return begun.plus(DEAD_AFTER).isBefore(now);
  }
}
