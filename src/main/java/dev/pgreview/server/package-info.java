/**
 * The service: settings from the environment, everything put together, and the pages that it
 * serves.
 */
@NullMarked
package dev.pgreview.server;

import org.jspecify.annotations.NullMarked;
