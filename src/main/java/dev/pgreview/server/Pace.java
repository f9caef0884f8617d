package dev.pgreview.server;

import dev.pgreview.queue.Workers;
import java.time.InstantSource;
import java.util.function.IntFunction;

/**
 * What the service goes by in time.
 *
 * @param workers how the workers work, by the number of parallel jobs
 */
record Pace(InstantSource clock, IntFunction<Workers.Settings> workers) {
  static final Pace STANDARD = new Pace(InstantSource.system(), Workers.Settings::of);
}
