import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A WebAssembly module of which types and functions can be added and functions replaced. All other sections stay as
 * they are; custom sections (names, producers) are dropped.
 */
final class WasmModule {
    private static final byte[] MAGIC_AND_VERSION = {0, 'a', 's', 'm', 1, 0, 0, 0};
    private static final int TYPE_SECTION = 1;
    private static final int IMPORT_SECTION = 2;
    private static final int FUNCTION_SECTION = 3;
    private static final int GLOBAL_SECTION = 6;
    private static final int CODE_SECTION = 10;
    private static final int DATA_SECTION = 11;
    private static final int DATA_COUNT_SECTION = 12;

    /** The data count section (12) stands before the code section; tags (13) before globals. */
    private static final List<Integer> SECTION_ORDER = List.of(1, 2, 3, 4, 5, 13, 6, 7, 8, 9, 12, 10, 11);

    private final Map<Integer, byte[]> sections = new TreeMap<>();
    private final List<FunctionType> types = new ArrayList<>();
    private final List<WasmFunction> functions = new ArrayList<>();
    private final int importedFunctions;

    WasmModule(byte[] file) {
        WasmReader reader = new WasmReader(file);
        if (!java.util.Arrays.equals(reader.take(MAGIC_AND_VERSION.length), MAGIC_AND_VERSION)) {
            throw new IllegalStateException("not a WebAssembly module of version 1");
        }
        while (!reader.atEnd()) {
            int id = reader.unsignedByte();
            byte[] content = reader.take(reader.unsigned());
            if (id != 0) {
                sections.put(id, content);
            }
        }
        readTypes();
        importedFunctions = countImportedFunctions();
        readFunctions();
        checkStackPointer();
    }

    /** The functions that the module defines; a function's index is its place here after the imported ones. */
    List<WasmFunction> functions() {
        return functions;
    }

    FunctionType type(WasmFunction function) {
        return types.get(function.type());
    }

    /** The index of a type, which is added if it is new. */
    int typeIndex(FunctionType type) {
        int present = types.indexOf(type);
        if (present >= 0) {
            return present;
        }
        types.add(type);
        return types.size() - 1;
    }

    /** Adds a function and gives the index by which it is called. */
    int add(WasmFunction function) {
        functions.add(function);
        return importedFunctions + functions.size() - 1;
    }

    /** The index by which the next function that is added will be called. */
    int nextFunctionIndex() {
        return importedFunctions + functions.size();
    }

    void joinDataSegments() {
        sections.put(DATA_SECTION, DataSegments.join(sections.get(DATA_SECTION)));
        sections.put(DATA_COUNT_SECTION, new WasmWriter().unsigned(1).bytes());
    }

    byte[] toBytes() {
        sections.put(TYPE_SECTION, writeTypes());
        sections.put(FUNCTION_SECTION, writeFunctions());
        sections.put(CODE_SECTION, writeCode());
        WasmWriter out = new WasmWriter().raw(MAGIC_AND_VERSION);
        for (int id : SECTION_ORDER) {
            byte[] content = sections.get(id);
            if (content != null) {
                out.oneByte(id).sized(content);
            }
        }
        return out.bytes();
    }

    private void readTypes() {
        WasmReader in = new WasmReader(sections.get(TYPE_SECTION));
        for (int left = in.unsigned(); left > 0; left--) {
            if (in.unsignedByte() != 0x60) {
                throw new IllegalStateException("a type that is no function type");
            }
            types.add(new FunctionType(readValueTypes(in), readValueTypes(in)));
        }
    }

    private static List<Integer> readValueTypes(WasmReader in) {
        List<Integer> valueTypes = new ArrayList<>();
        for (int left = in.unsigned(); left > 0; left--) {
            valueTypes.add(in.unsignedByte());
        }
        return List.copyOf(valueTypes);
    }

    /** The module imports functions only; anything else would shift other indexes. */
    private int countImportedFunctions() {
        WasmReader in = new WasmReader(sections.get(IMPORT_SECTION));
        int count = in.unsigned();
        for (int i = 0; i < count; i++) {
            in.skip(in.unsigned());
            in.skip(in.unsigned());
            if (in.unsignedByte() != 0) {
                throw new IllegalStateException("an import that is no function");
            }
            in.unsigned();
        }
        return count;
    }

    private void readFunctions() {
        WasmReader indexes = new WasmReader(sections.get(FUNCTION_SECTION));
        WasmReader bodies = new WasmReader(sections.get(CODE_SECTION));
        int count = indexes.unsigned();
        if (bodies.unsigned() != count) {
            throw new IllegalStateException("functions without code");
        }
        for (int i = 0; i < count; i++) {
            WasmReader body = new WasmReader(bodies.take(bodies.unsigned()));
            List<Integer> locals = new ArrayList<>();
            for (int groups = body.unsigned(); groups > 0; groups--) {
                int repeat = body.unsigned();
                int type = body.unsignedByte();
                locals.addAll(java.util.Collections.nCopies(repeat, type));
            }
            functions.add(new WasmFunction(indexes.unsigned(), List.copyOf(locals), body.rest()));
        }
    }

    /** LLVM's stack pointer is the first global: a mutable i32. {@link SwitchCut} moves it. */
    private void checkStackPointer() {
        WasmReader in = new WasmReader(sections.get(GLOBAL_SECTION));
        if (in.unsigned() == 0 || in.unsignedByte() != Op.I32 || in.unsignedByte() != 1) {
            throw new IllegalStateException("the first global is not the stack pointer");
        }
    }

    private byte[] writeTypes() {
        WasmWriter out = new WasmWriter().unsigned(types.size());
        for (FunctionType type : types) {
            out.oneByte(0x60).unsigned(type.parameters().size());
            type.parameters().forEach(out::oneByte);
            out.unsigned(type.results().size());
            type.results().forEach(out::oneByte);
        }
        return out.bytes();
    }

    private byte[] writeFunctions() {
        WasmWriter out = new WasmWriter().unsigned(functions.size());
        functions.forEach(function -> out.unsigned(function.type()));
        return out.bytes();
    }

    private byte[] writeCode() {
        WasmWriter out = new WasmWriter().unsigned(functions.size());
        for (WasmFunction function : functions) {
            WasmWriter body = new WasmWriter().unsigned(function.locals().size());
            function.locals().forEach(type -> body.unsigned(1).oneByte(type));
            out.sized(body.raw(function.code()).bytes());
        }
        return out.bytes();
    }
}
