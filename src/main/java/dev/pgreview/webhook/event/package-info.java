/** One class for each event of GitHub: which jobs it asks for. */
@NullMarked
package dev.pgreview.webhook.event;

import org.jspecify.annotations.NullMarked;
