package dev.pgreview.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgreview.sql.wasm.LibPgQueryMachine;
import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.attribute.CodeAttribute;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What the build makes of the WebAssembly module. */
class CompiledParserTest {
  /** HotSpot's HugeMethodLimit: longer methods stay in its interpreter. */
  private static final int LONGEST_COMPILED = 8000;

  /**
   * Those that are left are number formatting, the deparser and the like, which parsing hardly
   * calls. With the grammar's own function among them, parsing is five times slower.
   */
  @Test
  void theJvmCompilesAllButAFewFunctions() throws IOException {
    long tooLong =
        functions().methods().stream()
            .filter(
                method ->
                    method.code().map(code -> ((CodeAttribute) code).codeLength()).orElse(0)
                        >= LONGEST_COMPILED)
            .count();

    assertThat(tooLong).isLessThanOrEqualTo(12);
  }

  private static ClassModel functions() throws IOException {
    try (InputStream in =
        LibPgQueryMachine.class.getResourceAsStream("LibPgQueryMachineFuncGroup_0.class")) {
      return ClassFile.of().parse(Objects.requireNonNull(in).readAllBytes());
    }
  }
}
