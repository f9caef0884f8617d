/** The GitHub Action: one review in a workflow's step, shown as far as the step's token reaches. */
@NullMarked
package dev.pgreview.action;

import org.jspecify.annotations.NullMarked;
