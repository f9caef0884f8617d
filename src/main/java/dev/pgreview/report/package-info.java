/** What a review found: findings, statements, conclusion. Records only. */
@NullMarked
package dev.pgreview.report;

import org.jspecify.annotations.NullMarked;
