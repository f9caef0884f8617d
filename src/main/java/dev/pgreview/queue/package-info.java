/**
 * Durable jobs: what there is to do, written in the same transaction as its cause, retried, never
 * lost.
 */
@NullMarked
package dev.pgreview.queue;

import org.jspecify.annotations.NullMarked;
