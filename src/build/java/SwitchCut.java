import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.IntUnaryOperator;

/**
 * Cuts one switch out of a function: each segment becomes a function of its own, called by dispatchers small enough to
 * be compiled by the JVM. Control between segments only goes forward, so a segment that falls or jumps into a later one
 * simply calls it.
 */
final class SwitchCut {
    private static final int STACK_POINTER = 0;
    private static final int BUCKET_BITS = 7;
    private static final FunctionType SEGMENT = new FunctionType(List.of(Op.I32), List.of(Op.I32));
    private static final FunctionType DISPATCHER = new FunctionType(List.of(Op.I32, Op.I32), List.of(Op.I32));

    private final WasmModule module;
    private final WasmFunction function;
    private final FunctionCode code;
    private final SwitchNest nest;
    private final List<Integer> localTypes = new ArrayList<>();
    private final List<Integer> results;
    private final SharedLocals shared;
    private final Frame frame;
    private final Exits exits;
    private final int resultOffset;

    /** Index of the function of the first segment; the others follow. */
    private final int firstSegment;

    SwitchCut(WasmModule module, WasmFunction function, SwitchNest nest) {
        this.module = module;
        this.function = function;
        this.nest = nest;
        this.code = nest.code();
        FunctionType type = module.type(function);
        results = type.results();
        localTypes.addAll(type.parameters());
        localTypes.addAll(function.locals());
        shared = SharedLocals.of(nest, type.parameters().size(), localTypes.size());
        frame = new Frame(shared.locals(), localTypes.size());
        exits = new Exits(nest, frame);
        resultOffset = results.isEmpty() ? -1 : frame.reserve();
        firstSegment = module.nextFunctionIndex();
    }

    /** Adds the pieces to the module and gives what is left of the function. */
    WasmFunction apply() {
        List<WasmFunction> segments = new ArrayList<>();
        for (int k = 0; k < nest.segments(); k++) {
            segments.add(segment(k));
        }
        segments.forEach(module::add);
        return main(dispatcher());
    }

    // ---- segments

    private WasmFunction segment(int k) {
        EmittedLocals locals = new EmittedLocals(frame, localTypes);
        SwitchNest.Range range = nest.segment(k);
        TreeMap<Integer, Integer> pads = exitsOf(range);
        WasmWriter out = new WasmWriter();
        for (int label : pads.descendingKeySet()) {
            out.block(Op.BLOCK, padType(k, label));
        }
        Copy copy = new Copy(out, pads::get, access -> locals.access(out, access), () -> leaveByReturn(out, locals));
        copy.range(range);
        goOn(out, EmittedLocals.FRAME_POINTER, k + 1);
        for (int label : pads.keySet()) {
            out.end();
            int target = k + 1 + label;
            if (target <= nest.segments()) {
                goOn(out, EmittedLocals.FRAME_POINTER, target);
            } else {
                leaveTo(out, locals, exits.outer(target - nest.depth()));
            }
        }
        out.oneByte(Op.UNREACHABLE).end();
        return new WasmFunction(module.typeIndex(SEGMENT), locals.types(), out.bytes());
    }

    /** The labels, counted from outside, to which a range branches; each gets a landing pad, numbered from inside. */
    private TreeMap<Integer, Integer> exitsOf(SwitchNest.Range range) {
        TreeMap<Integer, Integer> pads = new TreeMap<>();
        SwitchNest.forEachExit(code, range, (branch, label) -> pads.put(label, 0));
        int number = 0;
        for (var pad : pads.entrySet()) {
            pad.setValue(number++);
        }
        return pads;
    }

    private int padType(int k, int label) {
        int outer = k + 1 + label - nest.depth();
        return outer < 0 ? Op.VOID : exits.outer(outer).valueType();
    }

    /** Goes on with a segment, or behind the switch after the last. */
    private void goOn(WasmWriter out, int framePointer, int segment) {
        if (segment == nest.segments()) {
            out.i32(Exits.AFTER);
        } else {
            out.op(Op.LOCAL_GET, framePointer).op(Op.CALL, firstSegment + segment);
        }
        out.op(Op.RETURN);
    }

    private void leaveTo(WasmWriter out, EmittedLocals locals, Exits.OuterLabel label) {
        if (label.carriesValue()) {
            locals.store(out, label.valueOffset(), label.valueType());
        }
        out.i32(label.number()).op(Op.RETURN);
    }

    private void leaveByReturn(WasmWriter out, EmittedLocals locals) {
        exits.noteReturn();
        if (!results.isEmpty()) {
            locals.store(out, resultOffset, results.getFirst());
        }
        out.i32(Exits.RETURN).op(Op.RETURN);
    }

    // ---- dispatch

    /** A function that takes the frame and the switch's value and calls the segment. */
    private int dispatcher() {
        int[] labels = code.at(nest.table()).labels();
        int cases = labels.length - 1;
        if (cases <= 1 << BUCKET_BITS) {
            return module.add(bucket(labels, 0, false));
        }
        List<Integer> buckets = new ArrayList<>();
        for (int from = 0; from < cases; from += 1 << BUCKET_BITS) {
            buckets.add(module.add(bucket(labels, from, true)));
        }
        WasmWriter out = new WasmWriter();
        int[] table = new int[buckets.size() + 1];
        for (int i = 0; i < table.length; i++) {
            table[i] = i;
            out.block(Op.BLOCK, Op.VOID);
        }
        out.op(Op.LOCAL_GET, 1).i32(BUCKET_BITS).op(Op.I32_SHR_U).branchTable(table);
        for (int bucket : buckets) {
            out.end().op(Op.LOCAL_GET, 0).op(Op.LOCAL_GET, 1).op(Op.CALL, bucket).op(Op.RETURN);
        }
        enterCase(out.end(), labels[cases]);
        return module.add(new WasmFunction(module.typeIndex(DISPATCHER), List.of(), out.end().bytes()));
    }

    /** Cases {@code from} to {@code from + 2^BUCKET_BITS - 1}; the default for what is beyond the last case. */
    private WasmFunction bucket(int[] labels, int from, boolean masked) {
        int cases = labels.length - 1;
        int count = Math.min(cases - from, 1 << BUCKET_BITS);
        TreeMap<Integer, Integer> numbers = new TreeMap<>();
        int[] table = new int[count + 1];
        for (int i = 0; i <= count; i++) {
            int label = i == count ? labels[cases] : labels[from + i];
            table[i] = numbers.computeIfAbsent(label, l -> numbers.size());
        }
        List<Integer> targets = new ArrayList<>(Collections.nCopies(numbers.size(), 0));
        numbers.forEach((label, number) -> targets.set(number, label));
        WasmWriter out = new WasmWriter();
        targets.forEach(target -> out.block(Op.BLOCK, Op.VOID));
        out.op(Op.LOCAL_GET, 1);
        if (masked) {
            out.i32((1 << BUCKET_BITS) - 1).op(Op.I32_AND);
        }
        out.branchTable(table);
        targets.forEach(target -> enterCase(out.end(), target));
        return new WasmFunction(module.typeIndex(DISPATCHER), List.of(), out.end().bytes());
    }

    /**
     * @param label of the switch's BR_TABLE
     */
    private void enterCase(WasmWriter out, int label) {
        if (label < nest.depth()) {
            goOn(out, 0, label);
        } else {
            out.i32(exits.outer(label - nest.depth()).number()).op(Op.RETURN);
        }
    }

    // ---- what is left of the function

    private WasmFunction main(int dispatcher) {
        WasmWriter out = new WasmWriter();
        out.op(Op.GLOBAL_GET, STACK_POINTER).i32(frame.size()).op(Op.I32_SUB);
        out.op(Op.LOCAL_TEE, framePointer()).op(Op.GLOBAL_SET, STACK_POINTER);
        copyToMain(out, label -> label).range(new SwitchNest.Range(0, nest.start()));
        dispatch(out, dispatcher);
        copyToMain(out, label -> label).range(new SwitchNest.Range(nest.end() + 1, code.size() - 1));
        closeFrame(out);
        List<Integer> locals = new ArrayList<>(function.locals());
        locals.addAll(List.of(Op.I32, Op.I32));
        return new WasmFunction(function.type(), List.copyOf(locals), out.end().bytes());
    }

    /** The first of two locals that are added to the function. */
    private int framePointer() {
        return localTypes.size();
    }

    /** First the switch's value, then the number of the exit. */
    private int answer() {
        return localTypes.size() + 1;
    }

    private Copy copyToMain(WasmWriter out, IntUnaryOperator exitLabel) {
        return new Copy(out, exitLabel, access -> out.op(access.opcode(), access.index()), () -> leaveMain(out));
    }

    /** {@code block $after  block $answered  pads…  pre-code, dispatch  end pads…  end  go where the answer says  end} */
    private void dispatch(WasmWriter out, int dispatcher) {
        SwitchNest.Range preCode = nest.preCode();
        TreeMap<Integer, Integer> pads = exitsOf(preCode);
        pads.tailMap(nest.depth()).clear();
        int padCount = pads.size();
        for (int i = 0; i < padCount + 2; i++) {
            out.block(Op.BLOCK, Op.VOID);
        }
        copyToMain(out, label -> label < nest.depth() ? pads.get(label) : label - nest.depth() + padCount + 2)
                .range(preCode);
        out.op(Op.LOCAL_SET, answer());
        spill(out);
        out.op(Op.LOCAL_GET, framePointer()).op(Op.LOCAL_GET, answer()).op(Op.CALL, dispatcher);
        out.op(Op.LOCAL_SET, answer()).op(Op.BR, padCount);
        pads.forEach((label, pad) -> {
            out.end();
            int answered = padCount - 1 - pad;
            if (label == nest.segments()) {
                out.op(Op.BR, answered + 1);
            } else {
                spill(out);
                out.op(Op.LOCAL_GET, framePointer()).op(Op.CALL, firstSegment + label);
                out.op(Op.LOCAL_SET, answer()).op(Op.BR, answered);
            }
        });
        reload(out.end());
        followAnswer(out);
        out.end();
    }

    /** Before the segments run, the frame gets what they share. */
    private void spill(WasmWriter out) {
        for (int local = 0; local < localTypes.size(); local++) {
            if (frame.holds(local)) {
                out.op(Op.LOCAL_GET, framePointer()).op(Op.LOCAL_GET, local);
                out.store(localTypes.get(local), frame.offset(local));
            }
        }
    }

    private void reload(WasmWriter out) {
        for (int local = 0; local < localTypes.size(); local++) {
            if (frame.holds(local) && shared.assignedInSegments().get(local)) {
                out.op(Op.LOCAL_GET, framePointer()).load(localTypes.get(local), frame.offset(local));
                out.op(Op.LOCAL_SET, local);
            }
        }
    }

    /** Inside $after: label 0 is behind the switch, label 1 the nearest one around it. */
    private void followAnswer(WasmWriter out) {
        if (exits.returns()) {
            out.op(Op.LOCAL_GET, answer()).i32(Exits.RETURN).op(Op.I32_EQ).block(Op.IF, Op.VOID);
            if (!results.isEmpty()) {
                out.op(Op.LOCAL_GET, framePointer()).load(results.getFirst(), resultOffset);
            }
            leaveMain(out);
            out.end();
        }
        int[] table = new int[Exits.RETURN + exits.labels().size() + 2];
        boolean plainLabels = false;
        for (var entry : exits.labels().entrySet()) {
            Exits.OuterLabel label = entry.getValue();
            if (label.carriesValue()) {
                out.op(Op.LOCAL_GET, answer()).i32(label.number()).op(Op.I32_EQ).block(Op.IF, Op.VOID);
                out.op(Op.LOCAL_GET, framePointer()).load(label.valueType(), label.valueOffset());
                out.op(Op.BR, entry.getKey() + 2).end();
            } else {
                table[label.number()] = entry.getKey() + 1;
                plainLabels = true;
            }
        }
        if (plainLabels) {
            out.op(Op.LOCAL_GET, answer()).branchTable(table);
        }
    }

    private void leaveMain(WasmWriter out) {
        closeFrame(out);
        out.op(Op.RETURN);
    }

    private void closeFrame(WasmWriter out) {
        out.op(Op.LOCAL_GET, framePointer()).i32(frame.size()).op(Op.I32_ADD).op(Op.GLOBAL_SET, STACK_POINTER);
    }

    // ---- copying

    /**
     * Copies instructions; labels that leave the range are translated, and so are locals and RETURN.
     *
     * @param exitLabel new number of a label, both counted from outside the range
     */
    private final class Copy {
        private final WasmWriter out;
        private final IntUnaryOperator exitLabel;
        private final Consumer<Instruction> onLocal;
        private final Runnable onReturn;
        private int depth;

        Copy(WasmWriter out, IntUnaryOperator exitLabel, Consumer<Instruction> onLocal, Runnable onReturn) {
            this.out = out;
            this.exitLabel = exitLabel;
            this.onLocal = onLocal;
            this.onReturn = onReturn;
        }

        void range(SwitchNest.Range range) {
            for (int i = range.from(); i < range.to(); i++) {
                Instruction instruction = code.at(i);
                int opcode = instruction.opcode();
                switch (opcode) {
                    case Op.BR, Op.BR_IF -> out.op(opcode, translate(instruction.index()));
                    case Op.BR_TABLE ->
                        out.branchTable(Arrays.stream(instruction.labels()).map(this::translate).toArray());
                    case Op.RETURN -> onReturn.run();
                    case Op.LOCAL_GET, Op.LOCAL_SET, Op.LOCAL_TEE -> onLocal.accept(instruction);
                    default -> {
                        depth += Op.opensBlock(opcode) ? 1 : opcode == Op.END ? -1 : 0;
                        out.raw(code.bytes, instruction.start(), instruction.end());
                    }
                }
            }
        }

        private int translate(int label) {
            return label < depth ? label : depth + exitLabel.applyAsInt(label - depth);
        }
    }
}
