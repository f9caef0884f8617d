package dev.pgreview.dryrun;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The operating system's user as whom servers run. An ordinary user runs them as himself; root, as
 * whom PostgreSQL refuses to run, hands them to {@code nobody} with no group and no capability
 * left, so that a migration that broke out could read no file of root's.
 *
 * @param uid of this process
 */
public record ServerUser(int uid) {
  /** {@code nobody} on every Linux distribution; initdb wants a user that has a name. */
  private static final int NOBODY = 65534;

  public static ServerUser current() {
    try {
      return new ServerUser((Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
    } catch (IOException noProc) {
      try {
        Path home = Path.of(System.getProperty("user.home"));
        return new ServerUser((Integer) Files.getAttribute(home, "unix:uid"));
      } catch (IOException noHome) {
        throw new IllegalStateException("this process's user cannot be found out", noHome);
      }
    }
  }

  boolean drops() {
    return uid == 0;
  }

  /** The user who owns the server's files. */
  int serverUid() {
    return drops() ? NOBODY : uid;
  }

  /**
   * The command as the server's user.
   *
   * @param deathSignal sent to it when the thread that starts it ends, by kill -9 or otherwise
   *     (prctl(2), PR_SET_PDEATHSIG); where setpriv is there
   */
  List<String> command(List<String> command, String deathSignal) throws ServerUnavailableException {
    Optional<Path> setpriv = Processes.find("setpriv");
    if (setpriv.isEmpty() && drops()) {
      throw new ServerUnavailableException(
          "PostgreSQL does not run as root, and setpriv (package util-linux), which would start it"
              + " as nobody, is missing: install it or run pgreview as an ordinary user.");
    }
    List<String> all = new ArrayList<>();
    if (setpriv.isPresent()) {
      all.add(setpriv.get().toString());
      all.addAll(List.of("--no-new-privs", "--pdeathsig=" + deathSignal));
      if (drops()) {
        all.addAll(List.of("--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups"));
      }
    }
    all.addAll(command);
    return all;
  }

  /** Makes a directory that only the server's user may enter (and root). */
  void createPrivate(Path directory) throws IOException {
    Files.createDirectory(directory);
    Files.setPosixFilePermissions(directory, DirectoryModes.PRIVATE);
    if (drops()) {
      Files.setAttribute(directory, "unix:uid", NOBODY, LinkOption.NOFOLLOW_LINKS);
      Files.setAttribute(directory, "unix:gid", NOBODY, LinkOption.NOFOLLOW_LINKS);
    }
  }

  /** Whether the server's user can walk down to the directory. */
  boolean reaches(Path directory) {
    if (!drops()) {
      return true;
    }
    for (Path at = directory.toAbsolutePath(); at != null; at = at.getParent()) {
      // What is not there yet will be made by us, passable.
      if (Files.exists(at) && !passable(at)) {
        return false;
      }
    }
    return true;
  }

  private static boolean passable(Path directory) {
    try {
      return Files.getPosixFilePermissions(directory).contains(PosixFilePermission.OTHERS_EXECUTE);
    } catch (IOException unreadable) {
      return false;
    }
  }

  /** Whether the directory is this process's own and nobody else can write into it. */
  boolean owns(Path directory) throws IOException {
    var permissions = Files.getPosixFilePermissions(directory, LinkOption.NOFOLLOW_LINKS);
    return Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)
        && (Integer) Files.getAttribute(directory, "unix:uid", LinkOption.NOFOLLOW_LINKS) == uid
        && !permissions.contains(PosixFilePermission.GROUP_WRITE)
        && !permissions.contains(PosixFilePermission.OTHERS_WRITE);
  }
}
