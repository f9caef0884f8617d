/** Reads the numbers of the WebAssembly binary format. */
final class WasmReader {
    private final byte[] bytes;
    private int position;

    WasmReader(byte[] bytes) {
        this.bytes = bytes;
    }

    int position() {
        return position;
    }

    boolean atEnd() {
        return position == bytes.length;
    }

    int unsignedByte() {
        return bytes[position++] & 0xff;
    }

    void skip(int count) {
        position += count;
    }

    byte[] take(int count) {
        byte[] taken = java.util.Arrays.copyOfRange(bytes, position, position + count);
        position += count;
        return taken;
    }

    byte[] rest() {
        return take(bytes.length - position);
    }

    /** LEB128. */
    int unsigned() {
        int result = 0;
        int shift = 0;
        int next;
        do {
            next = unsignedByte();
            result |= (next & 0x7f) << shift;
            shift += 7;
        } while ((next & 0x80) != 0);
        return result;
    }

    /** Signed LEB128 of at most 64 bits. */
    long signed() {
        long result = 0;
        int shift = 0;
        int next;
        do {
            next = unsignedByte();
            result |= (long) (next & 0x7f) << shift;
            shift += 7;
        } while ((next & 0x80) != 0);
        return shift < 64 && (next & 0x40) != 0 ? result | -1L << shift : result;
    }
}
