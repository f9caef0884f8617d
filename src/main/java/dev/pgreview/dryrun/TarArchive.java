package dev.pgreview.dryrun;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** Unpacks a tar archive of programs. */
final class TarArchive {
  /** For building against PostgreSQL, which nobody does here: a quarter of the files. */
  private static final Pattern NOT_NEEDED =
      Pattern.compile(
          ".*\\.a|include/.*|lib/pkgconfig/.*|lib/postgresql/pgxs/.*|share/(doc|man)/.*");

  private TarArchive() {}

  /** Everybody may read and run what comes out, nobody but its owner change it. */
  static void unpackXz(InputStream archive, Path target) throws IOException {
    TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(archive));
    for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
      Path place = target.resolve(entry.getName()).normalize();
      if (!place.startsWith(target)) {
        throw new IOException("the archive names a file outside of itself: " + entry.getName());
      }
      String name = target.relativize(place).toString();
      if (NOT_NEEDED.matcher(name).matches()) {
        continue;
      }
      if (entry.isDirectory()) {
        DirectoryModes.create(place, DirectoryModes.READABLE);
        continue;
      }
      DirectoryModes.create(FileTrees.folder(place), DirectoryModes.READABLE);
      if (entry.isSymbolicLink()) {
        link(target, place, entry.getLinkName());
      } else if (entry.isFile()) {
        write(tar, place, (entry.getMode() & 0100) != 0);
      }
    }
  }

  private static void link(Path target, Path place, String to) throws IOException {
    if (!FileTrees.folder(place).resolve(to).normalize().startsWith(target)) {
      throw new IOException("the archive links to a place outside of itself: " + to);
    }
    Files.createSymbolicLink(place, Path.of(to));
  }

  private static void write(InputStream content, Path place, boolean executable)
      throws IOException {
    try (OutputStream out = Files.newOutputStream(place)) {
      content.transferTo(out);
    }
    Files.setPosixFilePermissions(
        place, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
  }
}
