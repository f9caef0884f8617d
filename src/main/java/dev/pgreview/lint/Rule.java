package dev.pgreview.lint;

import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Looks for one hazard. Rules have no state, do not know of one another, and only return what they
 * found: severity, configuration and suppression are the {@link Linter}'s.
 */
public abstract class Rule {
  private final String id;
  private final RuleMetadata metadata;

  protected Rule() {
    RuleMetadata annotation = getClass().getAnnotation(RuleMetadata.class);
    if (annotation == null) {
      throw new IllegalStateException(getClass().getName() + " lacks @RuleMetadata");
    }
    this.metadata = annotation;
    this.id = idOf(getClass().getSimpleName());
  }

  /** Reports what it finds in a change, in any order. */
  protected abstract void check(RuleContext context, Consumer<Diagnosis> found);

  /** The class name in kebab case. */
  public final String id() {
    return id;
  }

  public final RuleDescription description() {
    return RuleDescription.of(id, metadata);
  }

  final RuleMetadata metadata() {
    return metadata;
  }

  final List<String> subsumed() {
    return List.of(metadata.subsumes());
  }

  final boolean appliesTo(int major) {
    return major >= metadata.since() && major <= metadata.until();
  }

  static String idOf(String className) {
    return className.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
  }
}
