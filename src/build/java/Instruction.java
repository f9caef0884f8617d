/**
 * An instruction and where it stands.
 *
 * @param opcode first byte
 * @param start offset of its first byte in the code
 * @param end offset after its last byte
 * @param index label, local, global or function, where it has one
 * @param labels targets of a BR_TABLE, the default last; empty otherwise
 * @param blockType of a BLOCK, LOOP or IF: {@link Op#VOID}, a value type as a negative number, or a type index
 */
record Instruction(int opcode, int start, int end, int index, int[] labels, int blockType) {
    private static final int[] NO_LABELS = {};

    static Instruction read(WasmReader in) {
        int start = in.position();
        int opcode = in.unsignedByte();
        int index = -1;
        int[] labels = NO_LABELS;
        int blockType = Op.VOID;
        switch (opcode) {
            case Op.BLOCK, Op.LOOP, Op.IF -> blockType = (int) in.signed();
            case Op.BR, Op.BR_IF, Op.CALL, Op.LOCAL_GET, Op.LOCAL_SET, Op.LOCAL_TEE, Op.GLOBAL_GET, Op.GLOBAL_SET ->
                index = in.unsigned();
            case Op.BR_TABLE -> labels = readLabels(in);
            default -> skipImmediates(opcode, in);
        }
        return new Instruction(opcode, start, in.position(), index, labels, blockType);
    }

    private static int[] readLabels(WasmReader in) {
        int[] labels = new int[in.unsigned() + 1];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = in.unsigned();
        }
        return labels;
    }

    private static void skipImmediates(int opcode, WasmReader in) {
        switch (opcode) {
            case Op.CALL_INDIRECT -> {
                in.unsigned();
                in.unsigned();
            }
            case Op.SELECT_TYPED -> in.skip(in.unsigned());
            case 0x25, 0x26, 0xd0, 0xd2, 0x3f, 0x40 -> in.unsigned(); // table.get, table.set, ref.*, memory.size, grow
            case Op.I32_CONST, Op.I64_CONST -> in.signed();
            case Op.F32_CONST -> in.skip(4);
            case Op.F64_CONST -> in.skip(8);
            case Op.PREFIX -> skipPrefixed(in);
            default -> {
                if (opcode >= 0x28 && opcode <= 0x3e) { // loads and stores: alignment, offset
                    in.unsigned();
                    in.unsigned();
                } else if (!hasNoImmediate(opcode)) {
                    throw new IllegalStateException("unknown opcode 0x" + Integer.toHexString(opcode));
                }
            }
        }
    }

    private static boolean hasNoImmediate(int opcode) {
        return opcode <= 0x01
                || opcode == Op.ELSE
                || opcode == Op.END
                || opcode == Op.RETURN
                || opcode == 0x1a // drop
                || opcode == 0x1b // select
                || (opcode >= 0x45 && opcode <= 0xc4) // comparison and arithmetic
                || opcode == 0xd1; // ref.is_null
    }

    private static void skipPrefixed(WasmReader in) {
        int code = in.unsigned();
        switch (code) {
            case 0, 1, 2, 3, 4, 5, 6, 7 -> {} // saturating conversions
            case 8, 10, 12, 14 -> { // memory.init, memory.copy, table.init, table.copy
                in.unsigned();
                in.unsigned();
            }
            case 9, 11, 13, 15, 16, 17 -> in.unsigned();
            default -> throw new IllegalStateException("unknown opcode 0xfc " + code);
        }
    }
}
