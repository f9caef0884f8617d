package dev.pgreview.cli.git;

import dev.pgreview.detect.ChangeDetection;
import dev.pgreview.detect.MigrationChange;
import dev.pgreview.detect.MigrationDetection;
import dev.pgreview.detect.source.DetectionSettings;
import dev.pgreview.detect.source.SourceTree;
import java.io.IOException;
import java.util.Optional;

/** The change of a folder that is in no git repository: everything is new unless told otherwise. */
final class PlainChange {
  private PlainChange() {}

  static LocalChange read(Checkout checkout, DetectionSettings settings, BaseOptions options)
      throws IOException, CheckoutException {
    Optional<String> revision = options.revision();
    if (revision.isPresent() && !revision.get().equals("none")) {
      throw new CheckoutException(
          "--base "
              + revision.get()
              + " needs a git repository, and "
              + checkout.root()
              + " is in none; use --since VERSION or --base none.");
    }
    FileSnapshotTree files = WorkingFiles.plain(checkout.root());
    SourceTree tree = files.tree();
    MigrationDetection now = Found.in(tree, checkout, settings);
    if (revision.isEmpty()) {
      Optional<LocalChange> since = GitChange.since(now, options, checkout, files);
      if (since.isPresent()) {
        return since.get();
      }
    }
    String why = revision.isPresent() ? "--base none" : "not in a git repository";
    MigrationChange change =
        checkout.isFile() && revision.isEmpty()
            ? ChangeDetection.only(now, checkout.scope())
            : Found.limited(
                LinkedFolders.noted(
                    ChangeDetection.everything(now), now, checkout.root(), files.links()),
                checkout);
    return new LocalChange(
        checkout.isFile() && revision.isEmpty()
            ? GitChange.ONE_FILE
            : "nothing counts as deployed (" + why + ")",
        change,
        tree);
  }
}
