package dev.pgreview.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import run.endive.runtime.HostFunction;
import run.endive.runtime.ImportValues;
import run.endive.runtime.Instance;
import run.endive.runtime.Memory;
import run.endive.runtime.WasmFunctionHandle;
import run.endive.wasm.WasmModule;
import run.endive.wasm.types.FunctionImport;
import run.endive.wasm.types.FunctionType;

/**
 * What the module asks of its host: emscripten's C library, of which a parser needs next to
 * nothing. It gets no clock, no file and no environment; whatever it writes to stderr is dropped.
 */
final class PgQueryImports {
  /**
   * Emscripten minifies the names; these belong to one published build, which the build pins by
   * checksum.
   */
  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("c", "__assert_fail"),
          Map.entry("x", "_abort_js"),
          Map.entry("w", "_emscripten_runtime_keepalive_clear"),
          Map.entry("p", "_emscripten_throw_longjmp"),
          Map.entry("o", "_setitimer_js"),
          Map.entry("q", "emscripten_resize_heap"),
          Map.entry("m", "exit"),
          Map.entry("u", "fd_close"),
          Map.entry("r", "fd_read"),
          Map.entry("s", "fd_seek"),
          Map.entry("t", "fd_write"),
          Map.entry("v", "proc_exit"));

  private static final long[] NOTHING = {};
  private static final long[] ZERO = {0};
  private static final long[] ONE = {1};
  private static final long BAD_FILE_DESCRIPTOR = 8;

  private PgQueryImports() {}

  /**
   * longjmp: unwinds to the invoke function of the matching setjmp. PostgreSQL's ereport(ERROR)
   * ends in it.
   */
  static final class Longjmp extends RuntimeException {
    private Longjmp() {
      super(null, null, false, false);
    }
  }

  /**
   * An indirect call under a setjmp: emscripten routes it through the host, which catches the
   * longjmp.
   */
  interface Invoke {
    /**
     * @param arguments slot of the function table, then the function's arguments
     * @param returnsValue whether the function returns a value
     */
    long[] call(long[] arguments, boolean returnsValue);
  }

  static ImportValues of(WasmModule module, Invoke invoke) {
    List<HostFunction> functions = new ArrayList<>();
    var imports = module.importSection();
    for (int i = 0; i < imports.importCount(); i++) {
      if (!(imports.getImport(i) instanceof FunctionImport wanted)) {
        throw new IllegalStateException("unexpected import " + imports.getImport(i));
      }
      FunctionType type = module.typeSection().getType(wanted.typeIndex());
      functions.add(
          new HostFunction(
              wanted.module(), wanted.name(), type, handle(wanted.name(), type, invoke)));
    }
    return ImportValues.builder().addFunction(functions.toArray(HostFunction[]::new)).build();
  }

  private static WasmFunctionHandle handle(String minified, FunctionType type, Invoke invoke) {
    boolean returnsValue = !type.returns().isEmpty();
    String name = NAMES.get(minified);
    if (name == null) {
      return (instance, arguments) -> invoke.call(arguments, returnsValue);
    }
    return switch (name) {
      case "_emscripten_throw_longjmp" ->
          (instance, arguments) -> {
            throw new Longjmp();
          };
      case "emscripten_resize_heap" -> (instance, arguments) -> resizeHeap(instance, arguments[0]);
      case "__assert_fail" ->
          (instance, arguments) -> {
            String assertion = instance.memory().readCString((int) arguments[0]);
            throw new ParserFailure("assertion failed: " + assertion, null);
          };
      case "exit", "proc_exit", "_abort_js" ->
          (instance, arguments) -> {
            throw new ParserFailure("the parser called " + name, null);
          };
      case "fd_write" -> (instance, arguments) -> pretendWritten(instance.memory(), arguments);
      case "fd_close", "fd_read", "fd_seek" ->
          (instance, arguments) -> new long[] {BAD_FILE_DESCRIPTOR};
      default -> returnsValue ? (instance, arguments) -> ZERO : (instance, arguments) -> NOTHING;
    };
  }

  /** Grows as emscripten's own host does: by a fifth at least, so that growing stays linear. */
  private static long[] resizeHeap(Instance instance, long requested) {
    Memory memory = instance.memory();
    long present = (long) memory.pages() * Memory.PAGE_SIZE;
    long wanted = Math.max(requested & 0xffff_ffffL, present + present / 5);
    long pages = (wanted - present + Memory.PAGE_SIZE - 1) / Memory.PAGE_SIZE;
    if (memory.grow((int) pages) >= 0) {
      return ONE;
    }
    long least = ((requested & 0xffff_ffffL) - present + Memory.PAGE_SIZE - 1) / Memory.PAGE_SIZE;
    return memory.grow((int) least) >= 0 ? ONE : ZERO;
  }

  /** fd_write(fd, iovs, count, written): answers that everything was written. */
  private static long[] pretendWritten(Memory memory, long[] arguments) {
    int vectors = (int) arguments[1];
    int total = 0;
    for (int i = 0; i < arguments[2]; i++) {
      total += memory.readInt(vectors + 8 * i + 4);
    }
    memory.writeI32((int) arguments[3], total);
    return ZERO;
  }
}
