package dev.pgreview.plan;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What a plan must speak about, in the order in which a plan is read. */
public enum PlanSection {
  PHASES(
      "Phases and deploy order",
      "what happens in the phases expand, migrate and contract, and the deploy order: the"
          + " application's releases and each migration",
      "phases?|expand|contract|migrate|(deploy|deployment|release|rollout|roll out)"
          + " (order|plan|steps|sequence)|order of deployment|rollout|roll out|deployment"),
  LOCK_ANALYSIS(
      "Lock analysis",
      "each relation with the lock that is taken, for how long, and whom that blocks",
      "locks?|locking"),
  BACKFILL(
      "Backfill strategy",
      "the batches in which rows are changed: size, pause, how it goes on after a failure",
      "backfills?|backfilling|back fill|data migration|batching"),
  VALIDATION(
      "Validation queries",
      "queries in a ```sql block, each with the result that is expected",
      "validation|validate|verification|verify|sanity checks?|acceptance (checks?|queries)"),
  ROLLBACK_TRIGGERS(
      "Rollback triggers", "the numbers at which the change is taken back, and who decides", null),
  ROLLBACK_STEPS(
      "Rollback steps",
      "the SQL that takes the change back in a ```sql block, in order, and what to deploy",
      null),
  BLAST_RADIUS(
      "Blast radius",
      "the services, jobs and reports that use the relations, and what they notice",
      "blast radius|impact|(affected|dependent) (systems?|services?|applications?|consumers?)"
          + "|(who|what) is affected"),
  MONITORING(
      "Monitoring",
      "the dashboards and alerts that are watched during and after the deployment, and by whom",
      "monitoring|monitor|observability|metrics|alerts|alerting|dashboards?|what to watch"),
  INDEX_RATIONALE(
      "Index rationale",
      "the queries that need the index, and why no existing index serves them",
      "(index|indexes|indices) (\\w+ )*(rationale|justification|reasons?|purpose|usage|queries)"
          + "|(why|rationale|justification|reasons?|queries) (\\w+ )*(index|indexes|indices)"),
  DEFERRED_RISKS(
      "Deferred risks",
      "what is left open on purpose, why that is acceptable, and until when",
      "risks?|deferred|known issues|open (points|issues)|follow ups?");

  private static final Pattern ROLLBACK =
      word("roll ?back|rolling back|revert|back ?out|abort|undo");
  private static final Pattern WHEN =
      word("triggers?|criteria|criterion|conditions?|when|thresholds?|decision");
  private static final Pattern HOW =
      word("steps?|plan|procedure|sql|scripts?|how|strategy|instructions|runbook");

  /** Longer headings are read up to here. */
  private static final int LONGEST_HEADING = 200;

  private final String title;
  private final String content;
  private final Pattern heading;

  PlanSection(String title, String content, @org.jspecify.annotations.Nullable String words) {
    this.title = title;
    this.content = content;
    this.heading = word(words == null ? "(?!)" : words);
  }

  /** The heading that reports and drafts use. */
  public String title() {
    return title;
  }

  /** What the section has to say, as the object of "needs". */
  public String content() {
    return content;
  }

  /** What a heading announces; more than one for "Rollback triggers and steps". */
  static Set<PlanSection> announcedBy(String title) {
    String words = normalized(title);
    Set<PlanSection> found = EnumSet.noneOf(PlanSection.class);
    boolean rollback = ROLLBACK.matcher(words).find();
    if (rollback) {
      boolean when = WHEN.matcher(words).find();
      if (when) {
        found.add(ROLLBACK_TRIGGERS);
      }
      if (!when || HOW.matcher(words).find()) {
        found.add(ROLLBACK_STEPS);
      }
    }
    for (PlanSection section : values()) {
      if (section.heading.matcher(words).find() && !(rollback && section == PHASES)) {
        found.add(section);
      }
    }
    return found;
  }

  /** Lower case words with one space between; numbering is a word like others. */
  private static String normalized(String title) {
    String start = title.substring(0, Math.min(title.length(), LONGEST_HEADING));
    return start.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", " ").strip();
  }

  private static Pattern word(String alternatives) {
    return Pattern.compile("\\b(?:" + alternatives + ")\\b");
  }
}
