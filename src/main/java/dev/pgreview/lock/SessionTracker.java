package dev.pgreview.lock;

import dev.pgreview.schema.SessionChange.SetVariable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
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
  private final Set<String> local = new HashSet<>();

  /** Values to return to when the transaction commits, for what SET LOCAL changed. */
  private final Map<String, String> beforeLocal = new HashMap<>();

  private Map<String, String> atBegin = Map.of();
  private final Deque<Map<String, String>> savepoints = new ArrayDeque<>();

  SessionSettings settings() {
    return new SessionSettings(values, local);
  }

  /** The schemas of search_path as last set; PostgreSQL's default when it is not set. */
  List<String> searchPath() {
    String value = values.get("search_path");
    if (value == null) {
      return List.of("public");
    }
    List<String> path = new ArrayList<>();
    for (String part : value.split(",")) {
      String name = part.strip().replace("\"", "");
      if (!name.isEmpty() && !name.equals("$user") && !name.equals("pg_catalog")) {
        path.add(name);
      }
    }
    return path;
  }

  void begin() {
    atBegin = Map.copyOf(values);
    savepoints.clear();
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

  void savepoint() {
    savepoints.push(Map.copyOf(values));
  }

  void rollbackToSavepoint() {
    if (!savepoints.isEmpty()) {
      values = new HashMap<>(savepoints.getFirst());
    }
  }

  private void endTransaction() {
    local.clear();
    beforeLocal.clear();
    savepoints.clear();
  }
}
