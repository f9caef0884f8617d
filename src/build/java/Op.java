/** The WebAssembly opcodes and types that the splitter has to know (WebAssembly Core Specification 2.0, section 5.4). */
final class Op {
    static final int UNREACHABLE = 0x00;
    static final int BLOCK = 0x02;
    static final int LOOP = 0x03;
    static final int IF = 0x04;
    static final int ELSE = 0x05;
    static final int END = 0x0b;
    static final int BR = 0x0c;
    static final int BR_IF = 0x0d;
    static final int BR_TABLE = 0x0e;
    static final int RETURN = 0x0f;
    static final int CALL = 0x10;
    static final int CALL_INDIRECT = 0x11;
    static final int SELECT_TYPED = 0x1c;
    static final int LOCAL_GET = 0x20;
    static final int LOCAL_SET = 0x21;
    static final int LOCAL_TEE = 0x22;
    static final int GLOBAL_GET = 0x23;
    static final int GLOBAL_SET = 0x24;
    static final int I32_CONST = 0x41;
    static final int I64_CONST = 0x42;
    static final int F32_CONST = 0x43;
    static final int F64_CONST = 0x44;
    static final int I32_EQ = 0x46;
    static final int I32_ADD = 0x6a;
    static final int I32_SUB = 0x6b;
    static final int I32_AND = 0x71;
    static final int I32_SHR_U = 0x76;
    static final int PREFIX = 0xfc;

    static final int I32 = 0x7f;
    static final int I64 = 0x7e;
    static final int F32 = 0x7d;
    static final int F64 = 0x7c;

    /** The block type of a block without a value, as the signed number that the format makes of it. */
    static final int VOID = -64;

    private Op() {}

    static boolean opensBlock(int opcode) {
        return opcode == BLOCK || opcode == LOOP || opcode == IF;
    }

    static boolean branches(int opcode) {
        return opcode == BR || opcode == BR_IF || opcode == BR_TABLE;
    }

    static boolean usesLocal(int opcode) {
        return opcode == LOCAL_GET || opcode == LOCAL_SET || opcode == LOCAL_TEE;
    }
}
