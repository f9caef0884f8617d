/** The plan gate: when a migration plan is required and what it lacks. Only here: CommonMark. */
@NullMarked
package dev.pgreview.plan;

import org.jspecify.annotations.NullMarked;
