import java.io.ByteArrayOutputStream;

/** Writes the numbers and instructions of the WebAssembly binary format. */
final class WasmWriter {
    /** The opcodes go on with i64, f32, f64, in which order the types are numbered downwards. */
    private static final int FIRST_LOAD = 0x28;

    private static final int FIRST_STORE = 0x36;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    byte[] bytes() {
        return out.toByteArray();
    }

    WasmWriter raw(byte[] bytes) {
        out.writeBytes(bytes);
        return this;
    }

    WasmWriter raw(byte[] bytes, int from, int to) {
        out.write(bytes, from, to - from);
        return this;
    }

    WasmWriter oneByte(int value) {
        out.write(value);
        return this;
    }

    /** LEB128. */
    WasmWriter unsigned(int value) {
        int rest = value;
        while ((rest & ~0x7f) != 0) {
            out.write((rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        out.write(rest);
        return this;
    }

    /** Signed LEB128. */
    WasmWriter signed(int value) {
        int rest = value;
        while (rest < -64 || rest > 63) {
            out.write((rest & 0x7f) | 0x80);
            rest >>= 7;
        }
        out.write(rest & 0x7f);
        return this;
    }

    WasmWriter sized(byte[] content) {
        return unsigned(content.length).raw(content);
    }

    /** An instruction with at most one index. */
    WasmWriter op(int opcode, int... index) {
        oneByte(opcode);
        for (int i : index) {
            unsigned(i);
        }
        return this;
    }

    WasmWriter i32(int value) {
        return oneByte(Op.I32_CONST).signed(value);
    }

    /** Opens a block; the type is {@link Op#VOID} or a value type. */
    WasmWriter block(int opcode, int type) {
        return oneByte(opcode).oneByte(type & 0x7f);
    }

    WasmWriter end() {
        return oneByte(Op.END);
    }

    /** br_table; the last label is the default. */
    WasmWriter branchTable(int... labels) {
        op(Op.BR_TABLE, labels.length - 1);
        for (int label : labels) {
            unsigned(label);
        }
        return this;
    }

    /** Loads from the address on the stack. */
    WasmWriter load(int type, int offset) {
        return op(FIRST_LOAD + Op.I32 - type, alignment(type), offset);
    }

    /** Stores the value on top of the stack to the address below it. */
    WasmWriter store(int type, int offset) {
        return op(FIRST_STORE + Op.I32 - type, alignment(type), offset);
    }

    /** Exponent of two. */
    private static int alignment(int type) {
        return type == Op.I64 || type == Op.F64 ? 3 : 2;
    }
}
