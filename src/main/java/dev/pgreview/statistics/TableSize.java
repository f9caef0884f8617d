package dev.pgreview.statistics;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * A table, partitioned table or materialized view; of a partitioned one with all its partitions.
 *
 * @param rows live rows as PostgreSQL estimates them; empty when it was never analysed
 * @param bytes with TOAST and indexes
 * @param writesPerSecond rows inserted, updated and deleted each second, on average since the
 *     statistics were reset; empty when the server does not count them
 */
public record TableSize(OptionalLong rows, long bytes, OptionalDouble writesPerSecond) {}
