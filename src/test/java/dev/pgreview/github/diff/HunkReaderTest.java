package dev.pgreview.github.diff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgreview.github.diff.DiffLines.Hunk;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HunkReaderTest {
  @Test
  void hunksOfAPatchAreRead() {
    String patch =
        """
        @@ -0,0 +1 @@
        +a
        @@ -10,7 +12,8 @@ CREATE TABLE x
         context
        @@ -20,3 +22,0 @@
        -gone
        +@@ -1,1 +99,9 @@ is text""";
    assertThat(HunkReader.ofPatch(patch).hunks()).containsExactly(new Hunk(1, 1), new Hunk(12, 19));
  }

  @Test
  void aCommentNeedsAllOfItsLinesInOneHunk() {
    DiffLines lines = new DiffLines(List.of(new Hunk(3, 9), new Hunk(20, 30)));
    assertThat(lines.show(3, 9)).isTrue();
    assertThat(lines.show(2, 4)).isFalse();
    assertThat(lines.show(8, 21)).isFalse();
    assertThat(lines.shown(8, 21)).contains(new Hunk(20, 21));
    assertThat(lines.shown(1, 4)).contains(new Hunk(3, 4));
    assertThat(lines.shown(10, 19)).isEmpty();
  }

  @Test
  void computedHunksAreThoseOfGit(@TempDir Path folder) throws Exception {
    Random random = new Random(7);
    for (int round = 0; round < 60; round++) {
      StringBuilder before = new StringBuilder();
      StringBuilder after = new StringBuilder();
      int lines = random.nextInt(80);
      for (int i = 0; i < lines; i++) {
        String line = "line " + i + "\n";
        int what = random.nextInt(20);
        if (what != 0) {
          before.append(line);
        }
        if (what != 1) {
          after.append(what == 2 ? "changed " + i + "\n" : line);
        }
      }
      if (random.nextBoolean()) {
        after.append("without an end");
      }
      assertThat(HunkReader.ofTexts(before.toString(), after.toString()))
          .as("round " + round)
          .isEqualTo(git(folder, before.toString(), after.toString()));
    }
  }

  private static DiffLines git(Path folder, String before, String after)
      throws IOException, InterruptedException {
    Files.writeString(folder.resolve("a"), before);
    Files.writeString(folder.resolve("b"), after);
    Process diff =
        new ProcessBuilder("git", "diff", "--no-index", "--no-color", "a", "b")
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    try (InputStream out = diff.getInputStream()) {
      String text = new String(out.readAllBytes(), StandardCharsets.UTF_8);
      assertThat(diff.waitFor()).as(text).isLessThanOrEqualTo(1);
      return HunkReader.ofPatch(text);
    }
  }
}
