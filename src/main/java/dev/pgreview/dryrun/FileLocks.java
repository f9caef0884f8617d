package dev.pgreview.dryrun;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Locks between processes. The kernel gives them back when a process ends, however it ends, and
 * they hold across containers that share a directory, which process ids do not.
 */
final class FileLocks {
  /** The kernel's locks are the process's; threads keep each other out here. */
  private static final Map<Path, ReentrantLock> THREADS = new ConcurrentHashMap<>();

  private FileLocks() {}

  /** A held lock. */
  interface Held extends AutoCloseable {
    @Override
    void close() throws IOException;
  }

  /** Waits for the lock. The file is made if need be and stays. */
  static Held acquire(Path file) throws IOException {
    ReentrantLock thread =
        THREADS.computeIfAbsent(file.toAbsolutePath().normalize(), key -> new ReentrantLock());
    thread.lock();
    try {
      FileChannel channel = open(file);
      channel.lock();
      return () -> {
        try {
          channel.close();
        } finally {
          thread.unlock();
        }
      };
    } catch (IOException | RuntimeException failure) {
      thread.unlock();
      throw failure;
    }
  }

  /** The lock, or nothing when this or another process holds it. */
  static Optional<Held> tryAcquire(Path file) throws IOException {
    FileChannel channel = open(file);
    try {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return Optional.of(channel::close);
      }
    } catch (OverlappingFileLockException ours) {
      // Closing the channel would give back the lock that another thread of this process holds
      // (fcntl(2)): it stays open, once for each file.
      return Optional.empty();
    }
    channel.close();
    return Optional.empty();
  }

  private static FileChannel open(Path file) throws IOException {
    Files.createDirectories(FileTrees.folder(file));
    return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }
}
