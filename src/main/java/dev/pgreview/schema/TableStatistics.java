package dev.pgreview.schema;

/**
 * The size of a table in production.
 *
 * @param rows live rows, 0 or more
 * @param bytes of the table with its TOAST and indexes, 0 or more; 0 when unknown
 * @param writesPerSecond rows inserted, updated and deleted each second
 * @param assumed no statistics are known: configuration's assumption
 */
public record TableStatistics(long rows, long bytes, double writesPerSecond, boolean assumed) {}
