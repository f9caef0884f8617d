package dev.pgreview.plan;

import dev.pgreview.lock.AnalyzedStatement;
import dev.pgreview.lock.Confidence;
import dev.pgreview.lock.LockMode;
import dev.pgreview.lock.Observation;
import dev.pgreview.lock.RelationLock;
import dev.pgreview.schema.Catalog;
import dev.pgreview.schema.ForeignKeyLink;
import dev.pgreview.schema.Index;
import dev.pgreview.schema.IndexChange;
import dev.pgreview.schema.Relation;
import dev.pgreview.schema.RelationName;
import dev.pgreview.schema.Table;
import dev.pgreview.schema.TableStatistics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Writes the first version of a plan: all that can be derived from the analysis, and marked
 * questions for what only people know. It does not pass the gate until they are answered.
 */
public final class PlanDraft {
  private final PlanRequest request;
  private final List<FiredTrigger> fired;
  private final List<PlanSection> sections;
  private final List<AnalyzedStatement> statements;
  private final Existing existing;
  private final LockTimeTrigger times;
  private final DraftText text = new DraftText();
  private final DraftPhases phases;

  private PlanDraft(PlanRequest request, Triggers triggers) {
    this.request = request;
    this.fired = triggers.fired();
    this.existing = new Existing(request);
    this.times = new LockTimeTrigger(request, existing, new Bodies(request.analysis()));
    this.phases = new DraftPhases(request, SafeSteps.of(request), text);
    this.sections = sections(triggers.sections(fired));
    this.statements =
        request.analysis().statements().stream().filter(s -> s.outer().isEmpty()).toList();
  }

  /**
   * A plan that is still to be completed.
   *
   * @param path where the gate looks for it
   * @param text Markdown
   */
  public record Draft(String path, String text) {}

  /** The draft for a change; empty when it needs no plan. */
  public static Optional<Draft> of(PlanRequest request) {
    Triggers triggers = Triggers.of(request);
    if (triggers.fired().isEmpty()) {
      return Optional.empty();
    }
    String home = PlanLocator.home(triggers.fired().getFirst().statement().path());
    return Optional.of(new Draft(home, new PlanDraft(request, triggers).write()));
  }

  /** The safe form may fill a table where the migration does not. */
  private List<PlanSection> sections(List<PlanSection> required) {
    return Arrays.stream(PlanSection.values())
        .filter(s -> required.contains(s) || (s == PlanSection.BACKFILL && phases.fills()))
        .toList();
  }

  private String write() {
    String files =
        fired.stream()
            .map(trigger -> DraftText.code(trigger.statement().path()))
            .distinct()
            .collect(Collectors.joining(", "));
    text.heading(1, "Migration plan for " + files);
    text.comment(
        "Drafted by pgreview plan. Lines that begin with [ ] ? are questions: write the answer in"
            + " place of each. The plan passes when none is left.");
    text.paragraph("Needed because of:\n");
    reasons();
    sections.forEach(this::section);
    return text.toString();
  }

  /** Statement by statement. */
  private void reasons() {
    Map<String, List<FiredTrigger>> byPlace = new LinkedHashMap<>();
    fired.forEach(
        trigger -> byPlace.computeIfAbsent(trigger.place(), p -> new ArrayList<>()).add(trigger));
    byPlace.forEach(
        (place, triggers) -> {
          String sql = triggers.getFirst().statement().statement().sql();
          text.bullet(DraftText.code(place) + " " + DraftText.code(sql));
          triggers.forEach(
              t -> text.subBullet("(" + t.letter().id() + ") " + DraftText.code(t.reason())));
        });
  }

  private void section(PlanSection section) {
    text.heading(2, section.title());
    text.blank();
    switch (section) {
      case PHASES -> phases.write();
      case LOCK_ANALYSIS -> locks();
      case BACKFILL -> phases.backfill();
      case VALIDATION -> {
        text.comment(
            "The expected result stands above each query. Add what shows success for you.");
        text.sql(String.join("\n\n", ValidationQueries.of(statements)));
      }
      case ROLLBACK_TRIGGERS -> {
        text.question("At which error rate, latency or lock wait is the change taken back?");
        text.question("Who decides that, and until when can it still be done?");
      }
      case ROLLBACK_STEPS -> rollback();
      case BLAST_RADIUS -> blastRadius();
      case MONITORING -> monitoring();
      case INDEX_RATIONALE -> indexes();
      case DEFERRED_RISKS -> risks();
    }
  }

  private void locks() {
    text.row("statement", "relation", "lock", "blocks", "held for", "known from");
    text.rule(6);
    for (AnalyzedStatement statement : statements) {
      for (RelationLock lock : LockFacts.locks(request, statement)) {
        if (lock.mode().blocksMaintenance() && !isIndex(statement, lock.relation())) {
          lock(statement, lock);
        }
      }
    }
    text.blank();
    text.question("How long may the migration wait for these locks, and when does it run?");
  }

  private void lock(AnalyzedStatement statement, RelationLock lock) {
    Observation seen = request.observations().get(statement.index());
    boolean observed = seen != null && seen.error().isEmpty();
    text.row(
        DraftText.code(statement.path() + ":" + statement.span().line()),
        DraftText.code(Names.of(lock.relation())),
        lock.mode().sql(),
        blocks(lock.mode()),
        held(statement),
        observed ? "dry run" : "prediction");
  }

  /** To the end of the transaction, without the wait for the lock. */
  private String held(AnalyzedStatement statement) {
    double seconds = times.toEndOfTransaction(statement);
    return seconds == 0 ? "milliseconds" : "about " + LockTimeTrigger.time(seconds);
  }

  private static String blocks(LockMode mode) {
    if (mode.blocksReads()) {
      return "reads and writes";
    }
    return mode.blocksWrites() ? "writes" : "other DDL, vacuum";
  }

  private static boolean isIndex(AnalyzedStatement statement, RelationName name) {
    return statement.before().relation(name).filter(Index.class::isInstance).isPresent();
  }

  private void rollback() {
    List<Inverse> inverses = new Rollback(request.analysis().after()).of(statements);
    List<String> sql = inverses.stream().flatMap(i -> i.sql().stream()).toList();
    if (!sql.isEmpty()) {
      text.comment("Takes back the statements of the migration files, the last one first.");
      text.sql(String.join(";\n", sql) + ";");
    }
    text.questions(inverses.stream().flatMap(i -> i.questions().stream()).toList());
    text.question("Which release is deployed before the SQL of this section runs?");
  }

  private void blastRadius() {
    Catalog base = request.analysis().base();
    Set<RelationName> relations = new TreeSet<>();
    fired.forEach(trigger -> relations.addAll(trigger.relations()));
    for (RelationName name : relations) {
      text.bullet(
          DraftText.code(Names.of(name))
              + base.relation(name).map(r -> ": " + neighbours(base, r)).orElse(""));
    }
    text.question(
        "Which services, jobs, reports and replicas use these relations, and what do they notice?");
  }

  private String neighbours(Catalog base, Relation relation) {
    TableStatistics size = existing.size(statements.getFirst(), relation);
    StringBuilder line = new StringBuilder();
    line.append(
        String.format(
            Locale.ROOT,
            "%s%,d rows, %.0f writes per second",
            size.assumed() ? "an assumed " : "",
            size.rows(),
            size.writesPerSecond()));
    Set<RelationName> children = new TreeSet<>();
    if (relation instanceof Table table) {
      base.referencing(table).stream()
          .map(ForeignKeyLink::child)
          .forEach(c -> children.add(c.name()));
    }
    Set<RelationName> views =
        base.readers(relation).stream()
            .map(Relation::name)
            .collect(Collectors.toCollection(TreeSet::new));
    if (!children.isEmpty()) {
      line.append("; referenced by ").append(DraftText.code(Names.list(children)));
    }
    if (!views.isEmpty()) {
      line.append("; read by ").append(DraftText.code(Names.list(views)));
    }
    return line.toString();
  }

  private void monitoring() {
    text.comment("Who waits for a lock, and for whom.");
    text.sql(
        "SELECT pid, pg_blocking_pids(pid), wait_event_type, now() - query_start AS waiting, query\n"
            + "FROM pg_stat_activity WHERE wait_event_type = 'Lock';");
    if (sections.contains(PlanSection.INDEX_RATIONALE)) {
      text.comment("How far an index build is.");
      text.sql(
          "SELECT index_relid::regclass, phase, blocks_done, blocks_total\n"
              + "FROM pg_stat_progress_create_index;");
    }
    text.question(
        "Which dashboards and alerts are watched during and after the deployment, and by whom?");
  }

  private void indexes() {
    for (AnalyzedStatement statement : statements) {
      if (statement.statement().change() instanceof IndexChange.CreateIndex create
          && existing.has(statement, create.table())) {
        String others =
            statement.before().relation(create.table()).stream()
                .flatMap(table -> statement.before().indexes(table).stream())
                .map(index -> DraftText.code(new SchemaSql(statement.before()).index(index)))
                .collect(Collectors.joining(", "));
        text.bullet(
            DraftText.code(statement.statement().sql())
                + "; indexes there now: "
                + (others.isEmpty() ? "none are known" : others));
      }
    }
    text.question(
        "Which queries need the new indexes, how often do they run, and why does no existing index serve them?");
  }

  private void risks() {
    request
        .dryRunSkipped()
        .ifPresent(
            because ->
                text.bullet(
                    "There was no dry run ("
                        + DraftText.code(because)
                        + "): the locks above are predicted."));
    for (AnalyzedStatement statement : statements) {
      if (statement.prediction().confidence() != Confidence.CERTAIN) {
        statement
            .prediction()
            .note()
            .ifPresent(
                note ->
                    text.bullet(
                        DraftText.code(statement.path() + ":" + statement.span().line())
                            + ": "
                            + DraftText.code(note)));
      }
    }
    text.question("What is left open on purpose, why is that acceptable, and until when?");
  }
}
