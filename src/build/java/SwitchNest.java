import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A switch as LLVM writes it: blocks that open one directly after the other, in the innermost a BR_TABLE that leaves
 * one of them, and behind the END of each the code of a case, from which execution falls into the next.
 *
 * <pre>{@code
 * block ... block block  pre-code, br_table  end segment 0  end segment 1 ... end
 * }</pre>
 *
 * @param table number of the BR_TABLE
 * @param blocks numbers of the blocks, innermost first
 */
record SwitchNest(FunctionCode code, int table, List<Integer> blocks) {
    /** Below it the cut costs more than it gains. */
    private static final int LEAST_BLOCKS = 6;

    private static final int LEAST_BYTES = 3000;

    /** A run of instructions, the end excluded. */
    record Range(int from, int to) {}

    /** The nest of a function whose segments hold the most code, if any is worth a cut and can be cut. */
    static Optional<SwitchNest> largest(FunctionCode code) {
        SwitchNest largest = null;
        for (int i = 0; i < code.size(); i++) {
            if (code.at(i).opcode() == Op.BR_TABLE) {
                SwitchNest nest = around(code, i);
                if (nest != null && (largest == null || nest.segmentBytes() > largest.segmentBytes())) {
                    largest = nest;
                }
            }
        }
        return Optional.ofNullable(largest).filter(nest -> nest.segmentBytes() >= LEAST_BYTES && nest.canBeCut());
    }

    private static SwitchNest around(FunctionCode code, int table) {
        int innermost = code.parent[table];
        if (!isPlainBlock(code, innermost) || code.closing[innermost] != table + 1) {
            return null;
        }
        List<Integer> blocks = new ArrayList<>(List.of(innermost));
        int outer = code.parent[innermost];
        while (outer == blocks.getLast() - 1 && isPlainBlock(code, outer)) {
            blocks.add(outer);
            outer = code.parent[outer];
        }
        return blocks.size() < LEAST_BLOCKS ? null : new SwitchNest(code, table, List.copyOf(blocks));
    }

    private static boolean isPlainBlock(FunctionCode code, int number) {
        return number >= 0
                && code.at(number).opcode() == Op.BLOCK
                && code.at(number).blockType() == Op.VOID;
    }

    int depth() {
        return blocks.size();
    }

    /** Number of the outermost block's opening. */
    int start() {
        return blocks.getLast();
    }

    /** Number of the outermost block's END. */
    int end() {
        return code.closing[blocks.getLast()];
    }

    /** The outermost block's END closes the last segment. */
    int segments() {
        return blocks.size() - 1;
    }

    /** Segment {@code k} stands behind the END of block {@code k}. */
    Range segment(int k) {
        return new Range(code.closing[blocks.get(k)] + 1, code.closing[blocks.get(k + 1)]);
    }

    /** What runs before the BR_TABLE. */
    Range preCode() {
        return new Range(blocks.getFirst() + 1, table);
    }

    /** Blocks of the nest that stay open in segment {@code k}. */
    int openBlocks(int k) {
        return segments() - k;
    }

    /** The labels around the nest, from the nearest. */
    List<Instruction> outerLabels() {
        List<Instruction> labels = new ArrayList<>();
        for (int i = code.parent[start()]; i >= 0; i = code.parent[i]) {
            labels.add(code.at(i));
        }
        return labels;
    }

    private int segmentBytes() {
        return code.length(code.closing[blocks.getFirst()] + 1, end());
    }

    /**
     * The cut gives each way out a number, so a branch out of the nest must go to a block (not to the function's own
     * label) and may carry at most one plain value, which only a BR or BR_IF may do.
     */
    private boolean canBeCut() {
        List<Instruction> outer = outerLabels();
        if (!branchesAllowed(new Range(preCode().from(), table + 1), depth(), outer)) {
            return false;
        }
        for (int k = 0; k < segments(); k++) {
            if (!branchesAllowed(segment(k), openBlocks(k), outer)) {
                return false;
            }
        }
        return true;
    }

    private boolean branchesAllowed(Range range, int openBlocks, List<Instruction> outer) {
        boolean[] allowed = {true};
        forEachExit(code, range, (branch, label) -> {
            int target = label - openBlocks;
            if (target >= 0) {
                allowed[0] &= target < outer.size() && isAllowed(branch, outer.get(target));
            }
        });
        return allowed[0];
    }

    private static boolean isAllowed(Instruction branch, Instruction target) {
        boolean typeIndex = target.blockType() >= 0;
        boolean carriesValue = target.opcode() != Op.LOOP && target.blockType() != Op.VOID;
        return !typeIndex && !(carriesValue && branch.opcode() == Op.BR_TABLE);
    }

    /** Receives a branch and the label, counted from outside the range. */
    interface ExitVisitor {
        void visit(Instruction branch, int label);
    }

    /** Visits every branch that leaves a range. */
    static void forEachExit(FunctionCode code, Range range, ExitVisitor visitor) {
        int depth = 0;
        for (int i = range.from(); i < range.to(); i++) {
            Instruction instruction = code.at(i);
            int opcode = instruction.opcode();
            if (Op.opensBlock(opcode)) {
                depth++;
            } else if (opcode == Op.END) {
                depth--;
            } else if (Op.branches(opcode)) {
                int[] labels = opcode == Op.BR_TABLE ? instruction.labels() : new int[] {instruction.index()};
                for (int label : labels) {
                    if (label >= depth) {
                        visitor.visit(instruction, label - depth);
                    }
                }
            }
        }
    }
}
