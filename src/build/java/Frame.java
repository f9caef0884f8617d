import java.util.Arrays;
import java.util.BitSet;

/**
 * Where the pieces of a cut function find what they share: a stretch of LLVM's stack in memory.
 *
 * <p>Memory rather than globals: recursion needs nothing special, and a longjmp, which skips the rest of the function,
 * restores the stack pointer by itself.
 */
final class Frame {
    private static final int SLOT = 8;
    private static final int STACK_ALIGNMENT = 16;

    private final int[] offsets;
    private int size;

    Frame(BitSet sharedLocals, int localCount) {
        offsets = new int[localCount];
        Arrays.fill(offsets, -1);
        sharedLocals.stream().forEach(local -> offsets[local] = reserve());
    }

    /** Offset of a further value. */
    int reserve() {
        size += SLOT;
        return size - SLOT;
    }

    boolean holds(int local) {
        return offsets[local] >= 0;
    }

    int offset(int local) {
        return offsets[local];
    }

    /** Bytes, as the stack's alignment wants them. Final once all is reserved. */
    int size() {
        return (size + STACK_ALIGNMENT - 1) / STACK_ALIGNMENT * STACK_ALIGNMENT;
    }
}
