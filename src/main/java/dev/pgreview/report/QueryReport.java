package dev.pgreview.report;

import org.jspecify.annotations.Nullable;

/**
 * A stated query and its plan after the change.
 *
 * @param source where it is stated, {@code file:line}
 * @param usesIndex whether indexes serve it; null when it was not asked, or reads no table
 * @param error why it cannot be prepared after the change
 */
public record QueryReport(
    String source,
    String sql,
    @Nullable Boolean usesIndex,
    @Nullable String plan,
    @Nullable String error) {}
