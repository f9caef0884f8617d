package dev.pgreview.cli.git;

import java.io.File;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.StoredConfig;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.storage.file.UserConfigFile;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;
import org.jspecify.annotations.Nullable;

/**
 * Keeps JGit from what a review must not do: starting the git program to find system-wide settings,
 * writing probe files into the repository to measure the file system's clock, and keeping the
 * result in the user's home. The user's own settings, such as ignored files, still count.
 */
final class GitSettings extends SystemReader.Delegate {
  /** Coarser than the clock of any file system in use; edits this close are told by content. */
  private static final long CLOCK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private static volatile boolean installed;

  private GitSettings(SystemReader usual) {
    super(usual);
  }

  static void install() {
    if (!installed) {
      installed = true;
      SystemReader.setInstance(new GitSettings(SystemReader.getInstance()));
    }
  }

  /** Settings that are empty and never stored. */
  private static final class Nothing extends FileBasedConfig {
    Nothing(@Nullable Config parent, FS fs) {
      super(parent, null, fs);
    }

    @Override
    public void load() {
      // There is nothing to load.
    }

    @Override
    public boolean isOutdated() {
      return false;
    }

    @Override
    public void save() {
      // There is nowhere to save.
    }
  }

  /** The user's settings with the answer to what JGit would measure. */
  private static final class UserSettings extends UserConfigFile {
    UserSettings(@Nullable Config parent, File config, File xdgConfig, FS fs) {
      super(parent, config, xdgConfig, fs);
    }

    @Override
    public long getTimeUnit(
        String section,
        @Nullable String subsection,
        String name,
        long defaultValue,
        TimeUnit wantUnit) {
      return section.equals("filesystem")
          ? wantUnit.convert(CLOCK_NANOS, TimeUnit.NANOSECONDS)
          : super.getTimeUnit(section, subsection, name, defaultValue, wantUnit);
    }
  }

  @Override
  public FileBasedConfig openUserConfig(@Nullable Config parent, FS fs) {
    File config = new File(fs.userHome(), ".gitconfig");
    Path folder = getXdgConfigDirectory(fs);
    File xdg = folder == null ? config : folder.resolve("git").resolve("config").toFile();
    return new UserSettings(parent, config, xdg, fs);
  }

  @Override
  public FileBasedConfig openSystemConfig(@Nullable Config parent, FS fs) {
    return new Nothing(parent, fs);
  }

  @Override
  public FileBasedConfig openJGitConfig(@Nullable Config parent, FS fs) {
    return new Nothing(parent, fs);
  }

  @Override
  public StoredConfig getSystemConfig() {
    return new Nothing(null, FS.DETECTED);
  }

  @Override
  public StoredConfig getJGitConfig() {
    return new Nothing(null, FS.DETECTED);
  }
}
