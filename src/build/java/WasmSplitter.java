import java.util.Optional;

/**
 * Cuts the giant switches of a module (PostgreSQL's grammar actions, its scanner, its tree writers) into functions that
 * the JVM compiles: a method may have 64 KiB, and the JVM's compilers leave methods above 8,000 bytes to its
 * interpreter. Without the cut, parsing is more than twenty times slower.
 */
final class WasmSplitter {
    /** WebAssembly bytes; the JVM code is about twice as long. */
    private static final int LARGE_FUNCTION = 3000;

    private WasmSplitter() {}

    /** Cuts the module's functions; the pieces come after its own functions, whose indexes stay. */
    static void split(WasmModule module) {
        // Pieces are added at the end and looked at in their turn.
        for (int i = 0; i < module.functions().size(); i++) {
            while (module.functions().get(i).code().length > LARGE_FUNCTION) {
                WasmFunction function = module.functions().get(i);
                Optional<SwitchNest> nest = SwitchNest.largest(new FunctionCode(function.code()));
                if (nest.isEmpty()) {
                    break;
                }
                module.functions().set(i, new SwitchCut(module, function, nest.get()).apply());
            }
        }
    }
}
