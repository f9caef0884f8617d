import java.util.Map;
import java.util.TreeMap;

/**
 * How control leaves the segments of a cut switch. A segment is a function that answers with a number: where its caller
 * has to go on.
 */
final class Exits {
    /** Behind the switch. */
    static final int AFTER = 0;

    /** The function returns; its result, if any, is in the frame. */
    static final int RETURN = 1;

    private static final int FIRST_LABEL = 2;

    /** A label around the switch that some piece branches to. */
    record OuterLabel(int number, int valueOffset, int valueType) {
        boolean carriesValue() {
            return valueType != Op.VOID;
        }
    }

    private final SwitchNest nest;
    private final Frame frame;
    private final Map<Integer, OuterLabel> labels = new TreeMap<>();
    private boolean returns;

    Exits(SwitchNest nest, Frame frame) {
        this.nest = nest;
        this.frame = frame;
    }

    /**
     * @param label counted from outside the switch
     */
    OuterLabel outer(int label) {
        return labels.computeIfAbsent(label, l -> {
            Instruction target = nest.outerLabels().get(l);
            boolean valued = target.opcode() != Op.LOOP && target.blockType() != Op.VOID;
            int number = FIRST_LABEL + labels.size();
            return valued
                    ? new OuterLabel(number, frame.reserve(), target.blockType() & 0x7f)
                    : new OuterLabel(number, -1, Op.VOID);
        });
    }

    /** The labels by their place around the switch. */
    Map<Integer, OuterLabel> labels() {
        return labels;
    }

    void noteReturn() {
        returns = true;
    }

    boolean returns() {
        return returns;
    }
}
