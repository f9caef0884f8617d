package dev.pgreview.sql;

import dev.pgreview.sql.wasm.LibPgQueryMachine;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import run.endive.runtime.Instance;
import run.endive.runtime.Machine;
import run.endive.runtime.Memory;
import run.endive.runtime.TableInstance;
import run.endive.wasm.Parser;
import run.endive.wasm.WasmModule;
import run.endive.wasm.types.ExternalType;
import run.endive.wasm.types.MemoryLimits;

/**
 * One instance of the WebAssembly module: its memory and its exports. For one thread at a time.
 *
 * <p>After a {@link ParserFailure} it must be thrown away.
 */
final class PgQueryInstance {
  /** What the module asks for. It costs nothing: see {@link PagedMemory}. */
  private static final int INITIAL_PAGES = 2048;

  /** 512 MiB of addresses; {@link PagedMemory} allows less of it to be written to. */
  private static final int MAXIMUM_PAGES = 8192;

  /**
   * With which the module was linked. The stack begins at the first global's value, and grows down.
   */
  private static final int STACK_BYTES = 32 << 20;

  private static final WasmModule MODULE = load();
  private static final MemoryLimits LIMITS = new MemoryLimits(INITIAL_PAGES, MAXIMUM_PAGES);

  /**
   * The tree of the answer takes three to five times as much. That is enough for some 300 KB of the
   * densest SQL, and for several MB of rows.
   */
  private static final int MOST_JSON = 24 << 20;

  private final Machine machine;
  private final PagedMemory memory;
  private final TableInstance table;
  private volatile boolean stopped;

  private final int malloc = export("C");
  private final int free = export("E");
  private final int parseRaw = export("F");
  private final int freeParseResult = export("G");
  private final int parsePlpgsql = export("H");
  private final int scan = export("M");
  private final int freeString = export("N");
  private final int setThrew = export("P");
  private final int stackRestore = export("Q");
  private final int stackGetCurrent = export("R");

  PgQueryInstance() {
    memory = new PagedMemory(LIMITS, lastStackPage());
    Instance instance =
        Instance.builder(MODULE)
            .withImportValues(PgQueryImports.of(MODULE, this::invoke))
            .withMachineFactory(LibPgQueryMachine::new)
            .withMemoryLimits(LIMITS)
            .withMemoryFactory(limits -> memory)
            .build();
    machine = instance.getMachine();
    table = instance.table(0);
    call(export("A"));
  }

  /** Either the answer's JSON in UTF-8, or a failure. */
  sealed interface Answer {
    /** The answer's JSON in UTF-8. */
    @SuppressWarnings(
        "ArrayRecordComponent") // Handed from the instance to Jackson; never compared.
    record Json(byte[] bytes) implements Answer {}

    /** An answer of which the tree would take too much memory. */
    record TooLarge() implements Answer {}

    /** What PostgreSQL says is wrong; position counts characters from 1, 0 is unknown. */
    record Rejected(String message, int position) implements Answer {}
  }

  /**
   * PostgreSQL's raw_parser.
   *
   * @param sql UTF-8 without NUL
   */
  Answer parse(byte[] sql) {
    int text = put(sql);
    int result = call(parseRaw, text);
    // struct PgQueryParseResult { char *parse_tree; char *stderr_buffer; PgQueryError *error; }
    int error = memory.readInt(result + 8);
    // struct PgQueryError { char *message; char *funcname; char *filename; int lineno; int
    // cursorpos; char *context; }
    Answer answer =
        error == 0
            ? json(memory.readInt(result))
            : rejected(utf8(memory.readToZero(memory.readInt(error))), memory.readInt(error + 16));
    call(freeParseResult, result);
    call(free, text);
    return answer;
  }

  /**
   * PostgreSQL's scanner.
   *
   * @param sql UTF-8 without NUL
   */
  Answer scan(byte[] sql) {
    return stringFunction(scan, sql);
  }

  /**
   * The PL/pgSQL compiler's parser.
   *
   * @param sql a CREATE FUNCTION, CREATE PROCEDURE or DO statement, UTF-8 without NUL
   */
  Answer parsePlpgsql(byte[] sql) {
    return stringFunction(parsePlpgsql, sql);
  }

  /** Bytes of memory that the instance holds. */
  long memoryBytes() {
    return memory.touchedBytes();
  }

  private Answer json(int address) {
    return memory.lengthToZero(address) > MOST_JSON
        ? new Answer.TooLarge()
        : new Answer.Json(memory.readToZero(address));
  }

  private static Answer rejected(String message, int position) {
    return message.equals("out of memory")
        ? new Answer.TooLarge()
        : new Answer.Rejected(message, position);
  }

  /** Makes a call that is running fail soon. For another thread. */
  void stop() {
    stopped = true;
    memory.close();
  }

  boolean isStopped() {
    return stopped;
  }

  /** An export that answers with one string: JSON, or else a message. */
  private Answer stringFunction(int function, byte[] sql) {
    int text = put(sql);
    int result = call(function, text);
    byte[] answer = memory.readToZero(result);
    call(freeString, result);
    call(free, text);
    return answer.length > 0 && answer[0] == '{'
        ? new Answer.Json(answer)
        : new Answer.Rejected(utf8(answer), 0);
  }

  private int put(byte[] text) {
    int address = call(malloc, text.length + 1L);
    if (address == 0) {
      throw new ParserFailure("the text is too large for the parser's memory", null);
    }
    memory.write(address, text);
    memory.writeByte(address + text.length, (byte) 0);
    return address;
  }

  private static String utf8(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private int call(int function, long... arguments) {
    try {
      long[] result = machine.call(function, arguments);
      return result == null || result.length == 0 ? 0 : (int) result[0];
    } catch (PgQueryImports.Longjmp | ParserFailure known) {
      throw known;
    } catch (RuntimeException | StackOverflowError trap) {
      throw new ParserFailure(String.valueOf(trap.getMessage()), trap);
    }
  }

  /** setjmp's half of longjmp: see emscripten's invoke functions. */
  private long[] invoke(long[] arguments, boolean returnsValue) {
    int stack = call(stackGetCurrent);
    try {
      int function = table.requiredRef((int) arguments[0]);
      return machine.call(function, Arrays.copyOfRange(arguments, 1, arguments.length));
    } catch (PgQueryImports.Longjmp jump) {
      call(stackRestore, stack);
      call(setThrew, 1, 0);
      return returnsValue ? new long[] {0} : new long[0];
    }
  }

  private static int lastStackPage() {
    var stackPointer = MODULE.globalSection().getGlobal(0).initInstructions().getFirst();
    int stackEnd = (int) stackPointer.operand(0) - STACK_BYTES;
    return (stackEnd + Memory.PAGE_SIZE - 1) / Memory.PAGE_SIZE;
  }

  private static int export(String name) {
    var exports = MODULE.exportSection();
    for (int i = 0; i < exports.exportCount(); i++) {
      var export = exports.getExport(i);
      if (export.name().equals(name) && export.exportType() == ExternalType.FUNCTION) {
        return export.index();
      }
    }
    throw new IllegalStateException("the parser module has no function " + name);
  }

  private static WasmModule load() {
    try (InputStream in = LibPgQueryMachine.class.getResourceAsStream("LibPgQuery.meta")) {
      if (in == null) {
        throw new IllegalStateException(
            "the parser is not in this build: run mvn generate-sources");
      }
      return Parser.parse(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
