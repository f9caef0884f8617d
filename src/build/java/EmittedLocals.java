import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The locals of a segment that {@link SwitchCut} writes: its private ones, and access to the shared ones, which live in
 * the frame. Its only parameter is the frame's address.
 */
final class EmittedLocals {
    static final int FRAME_POINTER = 0;

    private final Frame frame;
    private final List<Integer> sourceTypes;
    private final List<Integer> added = new ArrayList<>();
    private final Map<Integer, Integer> privateIndexes = new HashMap<>();
    private final Map<Integer, Integer> temporaries = new HashMap<>();

    /**
     * @param sourceTypes of all locals of the original function, parameters first
     */
    EmittedLocals(Frame frame, List<Integer> sourceTypes) {
        this.frame = frame;
        this.sourceTypes = sourceTypes;
    }

    /** Types of the locals behind the parameter. */
    List<Integer> types() {
        return List.copyOf(added);
    }

    /** Writes local.get, set or tee of a local of the original function. */
    void access(WasmWriter out, Instruction instruction) {
        int local = instruction.index();
        int type = sourceTypes.get(local);
        if (!frame.holds(local)) {
            out.op(instruction.opcode(), privateIndexes.computeIfAbsent(local, l -> add(type)));
            return;
        }
        if (instruction.opcode() != Op.LOCAL_GET) {
            store(out, frame.offset(local), type);
        }
        if (instruction.opcode() == Op.LOCAL_TEE) {
            out.op(Op.LOCAL_GET, temporary(type));
        } else if (instruction.opcode() == Op.LOCAL_GET) {
            out.op(Op.LOCAL_GET, FRAME_POINTER).load(type, frame.offset(local));
        }
    }

    /** Stores the value on top of the stack into the frame. */
    void store(WasmWriter out, int offset, int type) {
        int temporary = temporary(type);
        out.op(Op.LOCAL_SET, temporary).op(Op.LOCAL_GET, FRAME_POINTER).op(Op.LOCAL_GET, temporary);
        out.store(type, offset);
    }

    private int temporary(int type) {
        return temporaries.computeIfAbsent(type, this::add);
    }

    private int add(int type) {
        added.add(type);
        return added.size();
    }
}
