package dev.pgreview.dryrun;

/**
 * What a container may take.
 *
 * @param memoryBytes of all its processes, with the data, which is in memory too
 * @param dataBytes of the data directory
 * @param nanoCpus billionths of a processor
 * @param processes at once
 */
record ContainerLimits(long memoryBytes, long dataBytes, long nanoCpus, long processes) {
  private static final long GIGABYTE = 1L << 30;
  private static final long PROCESSOR = 1_000_000_000L;

  static ContainerLimits standard() {
    return new ContainerLimits(
        2 * GIGABYTE,
        GIGABYTE,
        Math.min(2, Runtime.getRuntime().availableProcessors()) * PROCESSOR,
        100);
  }
}
