package dev.pgreview.detect.tool;

/**
 * Why a folder is taken to be a tool's, the strongest first. When several tools could run a folder,
 * the strongest evidence decides; between equals the order of {@link BuiltInDetectors}.
 */
public enum Evidence {
  /** The configuration of pgreview, or the request, names the tool. */
  CONFIGURED,
  /** The tool's own configuration names the folder. */
  TOOL_CONFIGURATION,
  /** A file or place that only this tool uses: a journal, a lock file, a plan. */
  MARKER,
  /** The files carry the tool's annotations. */
  ANNOTATED,
  /** The names fit and a manifest beside or above the folder depends on the tool. */
  DEPENDENCY,
  /** The names fit and another manifest of the repository depends on the tool. */
  REPOSITORY,
  /** Only the names fit. */
  NAMED,
  /** The folder's name only says that it holds a schema; counts when nothing else is found. */
  LAST_RESORT
}
