package dev.pgreview.detect.source;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;

/** Arithmetic on repository-relative paths; the separator is {@code /}, the root is "". */
public final class RepositoryPath {
  private RepositoryPath() {}

  public static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** The folder that holds it; "" for the root. */
  public static String folder(String path) {
    int slash = path.lastIndexOf('/');
    return slash < 0 ? "" : path.substring(0, slash);
  }

  /** The name without what follows the last dot. */
  public static String stem(String path) {
    String name = name(path);
    int dot = name.lastIndexOf('.');
    return dot <= 0 ? name : name.substring(0, dot);
  }

  /** {@code relative} seen from {@code folder}, with {@code .} and {@code ..} resolved. */
  public static String resolve(String folder, String relative) {
    Deque<String> segments = new ArrayDeque<>();
    String joined = relative.startsWith("/") ? relative : folder + "/" + relative;
    for (String segment : joined.replace('\\', '/').split("/")) {
      if (segment.equals("..")) {
        segments.pollLast();
      } else if (!segment.isEmpty() && !segment.equals(".")) {
        segments.addLast(segment);
      }
    }
    return String.join("/", segments);
  }

  /** Whether {@code path} is {@code folder} or lies below it. */
  public static boolean isUnder(String path, String folder) {
    return folder.isEmpty() || path.equals(folder) || path.startsWith(folder + "/");
  }

  public static boolean isSql(String path) {
    return path.toLowerCase(Locale.ROOT).endsWith(".sql");
  }
}
