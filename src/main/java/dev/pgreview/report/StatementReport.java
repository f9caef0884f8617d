package dev.pgreview.report;

import dev.pgreview.lock.DurationEstimate;
import dev.pgreview.lock.LockPrediction;
import dev.pgreview.lock.Observation;
import dev.pgreview.migration.SourceSpan;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A statement in the report.
 *
 * @param outer index of the statement whose body holds this one
 * @param kind the schema change's short name, for instance {@code AlterTable}
 * @param observed empty without a dry run, or when it did not get so far
 */
public record StatementReport(
    int index,
    OptionalInt outer,
    String file,
    SourceSpan span,
    String sql,
    String kind,
    int transaction,
    LockPrediction predicted,
    Optional<Observation> observed,
    Optional<DurationEstimate> estimate) {}
