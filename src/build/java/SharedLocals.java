import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Finds the locals of a function that carry a value from one piece of a cut switch to another, or between a piece and
 * the rest of the function. All others can be private to each piece.
 *
 * <p>A definite-assignment analysis over structured code: a local that a piece may read before it has assigned it gets
 * its value from elsewhere.
 */
final class SharedLocals {
    private final SwitchNest nest;
    private final FunctionCode code;
    private final int localCount;
    private final BitSet shared = new BitSet();

    /** What the rest of the function knew of them does not hold after the switch. */
    private final BitSet assignedInSegments = new BitSet();

    private final BitSet usedInSegments = new BitSet();

    private SharedLocals(SwitchNest nest, int localCount) {
        this.nest = nest;
        this.code = nest.code();
        this.localCount = localCount;
    }

    /**
     * @param parameterCount the first locals, which are assigned from the start
     * @param localCount of the function, parameters included
     */
    static SharedLocals of(SwitchNest nest, int parameterCount, int localCount) {
        SharedLocals found = new SharedLocals(nest, localCount);
        found.find(parameterCount);
        return found;
    }

    BitSet locals() {
        return shared;
    }

    BitSet assignedInSegments() {
        return assignedInSegments;
    }

    private void find(int parameterCount) {
        for (int k = 0; k < nest.segments(); k++) {
            noteUses(nest.segment(k));
        }
        for (int k = 0; k < nest.segments(); k++) {
            new Walk(shared, new BitSet(), false).over(nest.segment(k));
        }
        BitSet parameters = new BitSet();
        parameters.set(0, parameterCount);
        BitSet exposedOutside = new BitSet();
        new Walk(exposedOutside, parameters, true).over(new SwitchNest.Range(0, code.size()));
        exposedOutside.and(usedInSegments);
        shared.or(exposedOutside);
    }

    private void noteUses(SwitchNest.Range range) {
        for (int i = range.from(); i < range.to(); i++) {
            Instruction instruction = code.at(i);
            if (Op.usesLocal(instruction.opcode())) {
                usedInSegments.set(instruction.index());
                if (instruction.opcode() != Op.LOCAL_GET) {
                    assignedInSegments.set(instruction.index());
                }
            }
        }
    }

    /** An open block during the walk. */
    private static final class Frame {
        final int opcode;
        final BitSet assignedAtEntry;

        /** Whether the cut switch is inside. */
        final boolean aroundNest;

        /** What is assigned on every branch to the block's end so far; null before the first. */
        BitSet assignedOnBranches;

        boolean hasElse;

        Frame(int opcode, BitSet assigned, boolean aroundNest) {
            this.opcode = opcode;
            this.assignedAtEntry = (BitSet) assigned.clone();
            this.aroundNest = aroundNest;
        }

        void meet(BitSet assigned) {
            if (assignedOnBranches == null) {
                assignedOnBranches = (BitSet) assigned.clone();
            } else {
                assignedOnBranches.and(assigned);
            }
        }
    }

    private final class Walk {
        private final BitSet exposed;
        private final BitSet assigned;
        private final boolean skipNest;
        private final List<Frame> open = new ArrayList<>();

        Walk(BitSet exposed, BitSet assigned, boolean skipNest) {
            this.exposed = exposed;
            this.assigned = assigned;
            this.skipNest = skipNest;
        }

        void over(SwitchNest.Range range) {
            for (int i = range.from(); i < range.to(); i++) {
                if (skipNest && i == nest.start()) {
                    new Walk(exposed, (BitSet) assigned.clone(), false).over(nest.preCode());
                    assigned.andNot(assignedInSegments);
                    i = nest.end();
                } else {
                    step(i);
                }
            }
        }

        private void step(int number) {
            Instruction instruction = code.at(number);
            switch (instruction.opcode()) {
                case Op.BLOCK, Op.LOOP, Op.IF -> enter(number, instruction.opcode());
                case Op.ELSE -> {
                    Frame frame = open.getLast();
                    frame.hasElse = true;
                    frame.meet(assigned);
                    assigned.clear();
                    assigned.or(frame.assignedAtEntry);
                }
                case Op.END -> leave();
                case Op.BR_IF -> branch(instruction.index());
                case Op.BR -> {
                    branch(instruction.index());
                    unreachable();
                }
                case Op.BR_TABLE -> {
                    for (int label : instruction.labels()) {
                        branch(label);
                    }
                    unreachable();
                }
                case Op.UNREACHABLE, Op.RETURN -> unreachable();
                case Op.LOCAL_GET -> {
                    if (!assigned.get(instruction.index())) {
                        exposed.set(instruction.index());
                    }
                }
                case Op.LOCAL_SET, Op.LOCAL_TEE -> assigned.set(instruction.index());
                default -> {}
            }
        }

        private void enter(int number, int opcode) {
            boolean aroundNest = skipNest && number < nest.start() && code.closing[number] > nest.end();
            if (opcode == Op.LOOP && aroundNest) {
                // Reached again after the switch.
                assigned.andNot(assignedInSegments);
            }
            open.add(new Frame(opcode, assigned, aroundNest));
        }

        private void leave() {
            if (open.isEmpty()) {
                return;
            }
            Frame frame = open.removeLast();
            if (frame.opcode == Op.IF && !frame.hasElse) {
                frame.meet(frame.assignedAtEntry);
            }
            if (frame.opcode != Op.LOOP && frame.assignedOnBranches != null) {
                assigned.and(frame.assignedOnBranches);
            }
            if (frame.aroundNest) {
                // A segment may have jumped here.
                assigned.andNot(assignedInSegments);
            }
        }

        private void branch(int label) {
            if (label < open.size()) {
                open.get(open.size() - 1 - label).meet(assigned);
            }
        }

        private void unreachable() {
            assigned.set(0, localCount);
        }
    }
}
