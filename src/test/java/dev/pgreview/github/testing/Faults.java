package dev.pgreview.github.testing;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** The faults that are still to happen. */
public final class Faults {
  private final List<Planned> planned = new ArrayList<>();

  private static final class Planned {
    final String request;
    final Fault fault;
    int skip;
    int times;

    Planned(String request, Fault fault, int skip, int times) {
      this.request = request;
      this.fault = fault;
      this.skip = skip;
      this.times = times;
    }
  }

  /**
   * The next such request goes wrong.
   *
   * @param request method and path as in GitHub's description, such as {@code POST
   *     /repos/{owner}/{repo}/check-runs}; {@code *} for any
   */
  public synchronized void next(String request, Fault fault) {
    times(request, fault, 0, 1);
  }

  /** The requests after the first {@code skip} ones go wrong, so many times. */
  public synchronized void times(String request, Fault fault, int skip, int times) {
    planned.add(new Planned(request, fault, skip, times));
  }

  /** No more faults. */
  public synchronized void clear() {
    planned.clear();
  }

  synchronized Optional<Fault> take(String request) {
    for (Iterator<Planned> all = planned.iterator(); all.hasNext(); ) {
      Planned one = all.next();
      if (!one.request.equals("*") && !one.request.equals(request)) {
        continue;
      }
      if (one.skip > 0) {
        one.skip--;
        continue;
      }
      one.times--;
      if (one.times == 0) {
        all.remove();
      }
      return Optional.of(one.fault);
    }
    return Optional.empty();
  }
}
