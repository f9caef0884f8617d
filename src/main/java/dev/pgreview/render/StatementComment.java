package dev.pgreview.render;

import dev.pgreview.report.Severity;

/**
 * What is said about one statement, or about a file, on a pull request.
 *
 * @param key the same across pushes as long as the statement is
 * @param startLine the first line that the comment is about, from 1
 * @param endLine the last one, inclusive
 * @param body Markdown
 */
public record StatementComment(
    String key, String path, int startLine, int endLine, Severity severity, String body) {}
