package dev.pgreview.lint;

import dev.pgreview.config.ReviewConfig;
import dev.pgreview.lock.ChangeAnalysis;
import dev.pgreview.report.Finding;
import dev.pgreview.schema.RelationName;
import dev.pgreview.schema.TableStatistics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Runs rules over a change: configuration, subsumption, suppressions, and the findings' order. */
public final class Linter {
  private final List<Rule> rules;
  private final List<String> ids;

  /** With all rules of the product: {@code BuiltInRules.all()}. */
  public Linter(List<Rule> rules) {
    this.rules = List.copyOf(rules);
    this.ids = rules.stream().map(Rule::id).toList();
  }

  /** What the rules say before a dry run; suppressed findings are among them. */
  public List<Finding> lint(
      ChangeAnalysis analysis, ReviewConfig config, Map<RelationName, TableStatistics> stats) {
    return lint(new LintRequest(analysis, config, stats, Map.of(), List.of(), List.of()));
  }

  /** What the rules say; suppressed findings are among them. */
  public List<Finding> lint(LintRequest request) {
    ChangeAnalysis analysis = request.analysis();
    RuleSettings settings = new RuleSettings(request.config());
    RuleContext context = new RuleContext(request);
    SourceLines lines = new SourceLines(request);
    List<Suppression> suppressions = new SuppressionParser(lines::of).parse(analysis);
    Suppressor suppressor = new Suppressor(suppressions, Set.copyOf(ids), lines);
    FindingFactory factory = new FindingFactory(lines, settings);

    List<Raised> raised = new ArrayList<>();
    for (Rule rule : rules) {
      if (!settings.isOff(rule) && rule.appliesTo(analysis.version().major())) {
        rule.check(context, diagnosis -> raised.add(new Raised(rule, diagnosis)));
      }
    }
    raised.removeIf(one -> settings.severity(one).isEmpty());
    List<Raised> kept = Subsumption.apply(lines.inOrder(raised));
    List<Finding> findings = new ArrayList<>();
    kept.forEach(one -> findings.add(factory.finding(one, suppressor.reason(one))));

    List<Raised> aboutSuppressions = new ArrayList<>();
    List<SuppressionUse> uses = suppressor.uses(id -> looked(id, settings, analysis));
    for (Rule rule : rules) {
      if (rule instanceof SuppressionRule hygiene && !settings.isOff(rule)) {
        hygiene.check(uses, ids, found -> aboutSuppressions.add(new Raised(rule, found)));
      }
    }
    aboutSuppressions.removeIf(one -> settings.severity(one).isEmpty());
    lines.inOrder(aboutSuppressions).forEach(one -> findings.add(factory.finding(one, null)));
    return lines.sorted(findings);
  }

  private boolean looked(String id, RuleSettings settings, ChangeAnalysis analysis) {
    return rules.stream()
        .filter(rule -> rule.id().equals(id))
        .anyMatch(rule -> !settings.isOff(rule) && rule.appliesTo(analysis.version().major()));
  }
}
