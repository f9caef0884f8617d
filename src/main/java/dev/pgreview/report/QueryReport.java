package dev.pgreview.report;

import org.jspecify.annotations.Nullable;

/**
 * A stated query and its plan after the change.
 *
 * @param source where it is stated, {@code file:line}
 * @param usesIndex whether the plan uses the index that the query is stated for; null when it was
 *     not asked
 */
public record QueryReport(
    String source, String sql, @Nullable Boolean usesIndex, @Nullable String plan) {}
