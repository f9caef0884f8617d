package dev.pgreview.report;

import dev.pgreview.migration.MigrationTool;

/** A changed migration in the report. */
public record FileReport(String path, MigrationTool tool, boolean transactional) {}
