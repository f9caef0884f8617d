package dev.pgreview.dryrun;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Server processes that outlived the process that started them. */
final class ServerProcesses {
  private static final Path PROC = Path.of("/proc");

  private ServerProcesses() {}

  /**
   * Ends every process that works in the directory, and gives back the shared memory that a killed
   * postmaster leaves. A process belongs to the directory when its working directory is in it:
   * postmaster and backends work in their data directory, and a process id alone may long belong to
   * somebody else.
   */
  static void endAllIn(Path directory, ServerUser user) throws IOException {
    Optional<String> segment = sharedMemory(directory.resolve("server/data/postmaster.pid"));
    Path real = directory.toRealPath();
    for (int attempt = 0; attempt < 200; attempt++) {
      List<ProcessHandle> left = workingIn(real);
      if (left.isEmpty()) {
        break;
      }
      left.forEach(ProcessHandle::destroyForcibly);
      try {
        Thread.sleep(5);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted while ending servers that were left behind");
      }
    }
    if (segment.isPresent()) {
      removeSharedMemory(segment.get(), user);
    }
  }

  static List<ProcessHandle> workingIn(Path realDirectory) throws IOException {
    List<ProcessHandle> found = new ArrayList<>();
    if (!Files.isDirectory(PROC)) {
      return found;
    }
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
      for (Path process : processes) {
        if (workingDirectory(process).filter(cwd -> cwd.startsWith(realDirectory)).isPresent()) {
          ProcessHandle.of(Long.parseLong(process.getFileName().toString())).ifPresent(found::add);
        }
      }
    }
    return found;
  }

  private static Optional<Path> workingDirectory(Path process) {
    try {
      return Optional.of(Files.readSymbolicLink(process.resolve("cwd")));
    } catch (IOException endedOrAnothers) {
      return Optional.empty();
    }
  }

  /** The System V segment of a postmaster: line 7 of postmaster.pid holds its key and id. */
  private static Optional<String> sharedMemory(Path postmasterPid) {
    try {
      List<String> lines = Files.readAllLines(postmasterPid);
      String[] keyAndId = lines.size() < 7 ? new String[0] : lines.get(6).trim().split("\\s+");
      return keyAndId.length == 2 && keyAndId[1].matches("[0-9]+")
          ? Optional.of(keyAndId[1])
          : Optional.empty();
    } catch (IOException absent) {
      return Optional.empty();
    }
  }

  /** Only a segment that is the server user's and that no process is attached to (proc(5)). */
  private static void removeSharedMemory(String id, ServerUser user) throws IOException {
    Path list = PROC.resolve("sysvipc/shm");
    Optional<Path> ipcrm = Processes.find("ipcrm");
    if (!Files.isReadable(list) || ipcrm.isEmpty()) {
      return;
    }
    for (String line : Files.readAllLines(list)) {
      String[] columns = line.trim().split("\\s+");
      boolean leftOver =
          columns.length > 7
              && columns[1].equals(id)
              && columns[6].equals("0")
              && columns[7].equals(Integer.toString(user.serverUid()));
      if (leftOver) {
        Processes.run(Path.of("/"), ipcrm.get().toString(), "-m", id);
      }
    }
  }
}
