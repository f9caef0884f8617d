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

    static void compile(Path module, Path directory) throws IOException {
        Generator generator = new Generator(Config.builder()
                .withWasmFile(module)
                .withName(NAME)
                .withTargetClassFolder(directory)
                .withTargetWasmFolder(directory)
                .withTargetSourceFolder(directory)
                .withInterpreterFallback(InterpreterFallback.WARN)
                .withInterpretedFunctions(Set.of())
                .build());
        generator.generateMetaWasm(generator.generateResources());
    }
}
