package dev.pgreview.lock;

import dev.pgreview.schema.SessionChange.SetVariable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A session's settings from statement to statement. Mutable, for one thread.
 *
 * <p>PostgreSQL documentation, "SET": SET LOCAL lasts until the end of the transaction and does
 * nothing outside a transaction block; a rolled back transaction takes its SET back.
 */
final class SessionTracker {
  private Map<String, String> values = new HashMap<>();
  private Set<String> local = new HashSet<>();

  /** Values to return to when the transaction commits, for what SET LOCAL changed. */
  private Map<String, String> beforeLocal = new HashMap<>();

  private Map<String, String> atBegin = Map.of();

  /** All of it at one moment. */
  record State(Map<String, String> values, Set<String> local, Map<String, String> beforeLocal) {}

  SessionSettings settings() {
    return new SessionSettings(values, local);
  }

  /** The schemas of search_path as last set; PostgreSQL's default when it is not set. */
  List<String> searchPath() {
    String value = values.get("search_path");
    if (value == null) {
      return List.of("public");
    }
    List<String> path = new ArrayList<>(SchemaList.parse(value));
    path.removeIf(name -> name.equals("$user") || name.equals("pg_catalog"));
    return path;
  }

  void begin() {
    atBegin = Map.copyOf(values);
  }

  void set(SetVariable change, boolean inBlock) {
    if (change.local() && !inBlock) {
      return;
    }
    if (change.name().equals("all")) {
      values.clear();
      local.clear();
      beforeLocal.clear();
      return;
    }
    String name = change.name();
    String value = change.value();
    if (change.local()) {
      if (local.add(name)) {
        beforeLocal.put(name, values.getOrDefault(name, ""));
      }
    } else {
      local.remove(name);
      beforeLocal.remove(name);
    }
    if (value == null) {
      values.remove(name);
    } else {
      values.put(name, value);
    }
  }

  void commit() {
    for (Map.Entry<String, String> before : beforeLocal.entrySet()) {
      if (before.getValue().isEmpty()) {
        values.remove(before.getKey());
      } else {
        values.put(before.getKey(), before.getValue());
      }
    }
    endTransaction();
  }

  void rollback() {
    values = new HashMap<>(atBegin);
    endTransaction();
  }

  State state() {
    return new State(Map.copyOf(values), Set.copyOf(local), Map.copyOf(beforeLocal));
  }

  void restore(State state) {
    values = new HashMap<>(state.values());
    local = new HashSet<>(state.local());
    beforeLocal = new HashMap<>(state.beforeLocal());
  }

  private void endTransaction() {
    local.clear();
    beforeLocal.clear();
  }
}
