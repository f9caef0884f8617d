package dev.pgreview.lint;

/** A diagnosis with the rule that made it. */
record Raised(Rule rule, Diagnosis diagnosis) {}
