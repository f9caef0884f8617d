import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/** The code of a function with its block structure. Instructions are named by their number. */
final class FunctionCode {
    final byte[] bytes;
    final List<Instruction> instructions = new ArrayList<>();

    /** For each instruction the block that it stands in, -1 at the function's own level. An END stands outside. */
    final int[] parent;

    /** For each instruction that opens a block, the END that closes it. */
    final int[] closing;

    FunctionCode(byte[] bytes) {
        this.bytes = bytes;
        WasmReader in = new WasmReader(bytes);
        while (!in.atEnd()) {
            instructions.add(Instruction.read(in));
        }
        parent = new int[size()];
        closing = new int[size()];
        Arrays.fill(closing, -1);
        findBlocks();
    }

    Instruction at(int number) {
        return instructions.get(number);
    }

    int size() {
        return instructions.size();
    }

    /** Length in bytes of a range of instructions. */
    int length(int from, int to) {
        return from == to ? 0 : at(to - 1).end() - at(from).start();
    }

    private void findBlocks() {
        Deque<Integer> open = new ArrayDeque<>();
        for (int i = 0; i < size(); i++) {
            int opcode = at(i).opcode();
            if (opcode == Op.END && !open.isEmpty()) {
                closing[open.pop()] = i;
            }
            parent[i] = open.isEmpty() ? -1 : open.peek();
            if (Op.opensBlock(opcode)) {
                open.push(i);
            }
        }
    }
}
