import java.util.ArrayList;
import java.util.List;

/**
 * Joins the data segments of a module into one. LLVM writes thousands, to leave out the zeros between them; reading
 * them one by one at every start costs more than the zeros.
 */
final class DataSegments {
    private record Segment(int address, byte[] content) {}

    private DataSegments() {}

    /**
     * @param section content of a data section whose segments are all active, in memory 0, at constant addresses
     */
    static byte[] join(byte[] section) {
        List<Segment> segments = read(new WasmReader(section));
        int start = segments.stream().mapToInt(Segment::address).min().orElseThrow();
        int end = segments.stream().mapToInt(s -> s.address() + s.content().length).max().orElseThrow();
        byte[] joined = new byte[end - start];
        for (Segment segment : segments) {
            System.arraycopy(segment.content(), 0, joined, segment.address() - start, segment.content().length);
        }
        return new WasmWriter().unsigned(1).unsigned(0).i32(start).end().sized(joined).bytes();
    }

    private static List<Segment> read(WasmReader in) {
        List<Segment> segments = new ArrayList<>();
        for (int left = in.unsigned(); left > 0; left--) {
            if (in.unsigned() != 0 || in.unsignedByte() != Op.I32_CONST) {
                throw new IllegalStateException("a data segment that is not active at a constant address");
            }
            int address = (int) in.signed();
            if (in.unsignedByte() != Op.END) {
                throw new IllegalStateException("a data segment at a computed address");
            }
            segments.add(new Segment(address, in.take(in.unsigned())));
        }
        return segments;
    }
}
