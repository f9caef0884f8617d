package dev.pgreview.github.diff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.pgreview.github.diff.ChangedFile.Kind;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TreeComparisonTest {
  @Test
  void everyKindOfChangeIsSeen() {
    assertThat(
            TreeComparison.between(
                new TreeMap<>(Map.of("same", "1", "old", "2", "gone", "3", "moved", "4")),
                new TreeMap<>(Map.of("same", "1", "old", "5", "new", "6", "to", "4"))))
        .extracting(ChangedFile::path, ChangedFile::kind, ChangedFile::previousPath)
        .containsExactlyInAnyOrder(
            tuple("old", Kind.MODIFIED, Optional.empty()),
            tuple("gone", Kind.REMOVED, Optional.empty()),
            tuple("new", Kind.ADDED, Optional.empty()),
            tuple("to", Kind.RENAMED, Optional.of("moved")));
  }

  @Test
  void copiesOfOneFileAreNotAllRenames() {
    assertThat(
            TreeComparison.between(
                new TreeMap<>(Map.of("a", "1", "b", "1")),
                new TreeMap<>(Map.of("c", "1", "d", "1", "e", "1"))))
        .extracting(ChangedFile::path, ChangedFile::kind)
        .containsExactlyInAnyOrder(
            tuple("c", Kind.RENAMED), tuple("d", Kind.RENAMED), tuple("e", Kind.ADDED));
  }

  @Test
  void nothingChangedIsNothing() {
    assertThat(TreeComparison.between(Map.of("a", "1"), Map.of("a", "1"))).isEmpty();
  }
}
