package dev.pgreview.schema;

import dev.pgreview.migration.TextRange;

/**
 * A comment in a section.
 *
 * @param text what stands inside the comment marks, stripped
 * @param range in the section's SQL, marks included
 */
public record SqlComment(String text, TextRange range) {}
