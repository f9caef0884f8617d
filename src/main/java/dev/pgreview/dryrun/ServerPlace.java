package dev.pgreview.dryrun;

import java.nio.file.Path;

/** Where a server works. */
interface ServerPlace {
  /** The directory that the server's user owns; it is the server's working directory. */
  Path server();

  Path data();

  /** What the server writes to standard error. */
  Path log();
}
