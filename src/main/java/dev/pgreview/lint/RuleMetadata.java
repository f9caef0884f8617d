package dev.pgreview.lint;

import dev.pgreview.report.Severity;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What is known of a rule without running it. Its id is its class name in kebab case. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface RuleMetadata {
  /** What it finds, one line without a full stop. */
  String summary();

  Category category();

  /** Unless configuration says otherwise. */
  Severity severity();

  /** Why it hurts; a finding may say it with this statement's numbers. */
  String why();

  /** What to do; a finding may add the SQL for this statement. */
  String fix();

  /** Hazards of the catalogue that it covers. */
  String[] catalogue();

  /**
   * The same rule in other tools: {@code "squawk: changing-column-type; eugene: E5, E10"}.
   *
   * @see RuleDescription#equivalents()
   */
  String equivalents() default "";

  /** The oldest major for which it says anything. */
  int since() default 14;

  /** The newest. */
  int until() default 18;

  /** {@code false} for a policy that is off until configuration gives it a severity. */
  boolean enabled() default true;

  /**
   * Ids of rules whose finding on the same statement says nothing new beside this one's: it is left
   * out.
   */
  String[] subsumes() default {};
}
