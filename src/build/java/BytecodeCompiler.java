import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import run.endive.build.time.compiler.Config;
import run.endive.build.time.compiler.Generator;
import run.endive.compiler.InterpreterFallback;

/** WebAssembly to JVM bytecode, ahead of time, with Endive's compiler. */
final class BytecodeCompiler {
    /** Gives {@code LibPgQueryMachine} (the code) and {@code LibPgQuery.meta} (the module without its code). */
    private static final String NAME = "dev.pgreview.sql.wasm.LibPgQuery";

    private BytecodeCompiler() {}

    /**
     * Compiles the functions of a module.
     *
     * @param module the file; fails if a function is too large for a JVM method
     */
    static void compileFunctions(Path module, Path directory) throws IOException {
        generator(module, directory).generateResources();
    }

    /**
     * Writes what the runtime has to read of a module besides its functions. The pieces of cut functions are called only
     * from compiled code, so the module from before the cut will do, and is read faster.
     */
    static void writeMeta(Path module, Path directory) throws IOException {
        generator(module, directory).generateMetaWasm(Set.of());
    }

    private static Generator generator(Path module, Path directory) {
        return new Generator(Config.builder()
                .withWasmFile(module)
                .withName(NAME)
                .withTargetClassFolder(directory)
                .withTargetWasmFolder(directory)
                .withTargetSourceFolder(directory)
                .withInterpreterFallback(InterpreterFallback.FAIL)
                .withInterpretedFunctions(Set.of())
                .build());
    }
}
