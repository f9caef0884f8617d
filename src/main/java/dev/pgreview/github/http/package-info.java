/**
 * How requests reach GitHub: credentials, rate limits, retries, answers and faults. Knows no
 * resource.
 */
@NullMarked
package dev.pgreview.github.http;

import org.jspecify.annotations.NullMarked;
