package dev.pgreview.dryrun;

import com.github.dockerjava.api.model.AccessMode;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.LogConfig;
import com.github.dockerjava.api.model.Ulimit;
import com.github.dockerjava.api.model.Volume;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What keeps a container's processes in it: no network, nothing to write to but memory and one
 * socket, no rights, and limits. The engine's standard seccomp profile stays in force.
 */
final class ContainerIsolation {
  /** In the container. */
  static final String SETUP = "/pgreview/setup";

  static final String SOCKET = "/pgreview/socket";
  static final String DATA = "/pgreview/data";

  /** As who everything in the container runs. */
  static final String USER = "postgres";

  private static final String TEMPORARY = "rw,noexec,nosuid,nodev,mode=1777,size=";
  private static final int OPEN_FILES = 4096;

  /** initdb tries some, the server uses files instead. */
  private static final long SHARED_MEMORY = 16L << 20;

  private ContainerIsolation() {}

  /**
   * The settings.
   *
   * @param setup folder with the files that the container reads
   * @param socket folder for the server's socket
   * @param volumes that the image declares; the engine would put them on its disk
   */
  static HostConfig of(ContainerLimits limits, Path setup, Path socket, Set<String> volumes) {
    return HostConfig.newHostConfig()
        .withNetworkMode("none")
        .withReadonlyRootfs(true)
        .withCapDrop(Capability.ALL)
        .withSecurityOpts(List.of("no-new-privileges"))
        .withIpcMode("private")
        .withShmSize(SHARED_MEMORY)
        .withMemory(limits.memoryBytes())
        .withMemorySwap(limits.memoryBytes())
        .withNanoCPUs(limits.nanoCpus())
        .withPidsLimit(limits.processes())
        .withUlimits(
            List.of(
                new Ulimit("core", 0L, 0L),
                new Ulimit("nofile", (long) OPEN_FILES, (long) OPEN_FILES)))
        .withLogConfig(
            new LogConfig(
                LogConfig.LoggingType.JSON_FILE, Map.of("max-size", "1m", "max-file", "1")))
        .withTmpFs(memory(limits, volumes))
        .withBinds(
            List.of(
                new Bind(setup.toString(), new Volume(SETUP), AccessMode.ro),
                new Bind(socket.toString(), new Volume(SOCKET), AccessMode.rw)));
  }

  private static Map<String, String> memory(ContainerLimits limits, Set<String> volumes) {
    Map<String, String> mounts = new TreeMap<>();
    volumes.forEach(volume -> mounts.put(volume, TEMPORARY + "64k"));
    mounts.put("/tmp", TEMPORARY + "16m");
    mounts.put(DATA, TEMPORARY + limits.dataBytes());
    return mounts;
  }
}
