package dev.pgreview.migration;

/**
 * A file handed to the core.
 *
 * @param path relative to the repository, with {@code /}
 * @param text its content, decoded
 */
public record SourceFile(String path, String text) {}
