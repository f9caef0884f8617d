/** A change on GitHub: read, reviewed and shown there; for the service and for the Action. */
@NullMarked
package dev.pgreview.pullrequest;

import org.jspecify.annotations.NullMarked;
