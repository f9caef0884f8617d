package dev.pgreview.sql;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import run.endive.runtime.Instance;
import run.endive.runtime.Memory;
import run.endive.wasm.types.ActiveDataSegment;
import run.endive.wasm.types.DataSegment;
import run.endive.wasm.types.MemoryLimits;

/**
 * The linear memory of one parser, for one thread.
 *
 * <p>Unlike the runtime's own, a page takes space only once it is written to: the module asks for
 * 128 MiB, 32 of them for its stack, of which parsing touches a few pages. An instance costs 1 MB,
 * and is made in a fraction of the time.
 *
 * <p>Access beyond the memory throws some {@link RuntimeException}; the instance is then lost.
 */
final class PagedMemory implements Memory {
  private static final int PAGE_SHIFT = 16;
  private static final int PAGE_MASK = PAGE_SIZE - 1;

  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** Stands for every page that was never written to. Never written to itself. */
  private static final byte[] UNTOUCHED = new byte[PAGE_SIZE];

  /** 96 MiB: what {@code PgQueryInstance.MOST_JSON} of answer needs, nodes and text included. */
  private static final int MOST_TOUCHED = (96 << 20) / PAGE_SIZE;

  private final MemoryLimits limits;

  /** By page number; shorter than the address space, so that access beyond the memory fails. */
  private byte[][] pages;

  private final int guardPage;

  private int touched;

  /**
   * @param guardPage number of a page that nothing may be written to: the last of the module's
   *     stack, which grows down towards its data and would overwrite it
   */
  PagedMemory(MemoryLimits limits, int guardPage) {
    this.limits = limits;
    this.guardPage = guardPage;
    pages = new byte[0][];
    grow(limits.initialPages());
  }

  /** More pages were written to than an instance may have. */
  static final class Exhausted extends RuntimeException {
    private Exhausted() {
      super("the memory of the module", null, false, false);
    }
  }

  /** Makes every access fail from now on. For another thread. */
  void close() {
    pages = new byte[0][];
  }

  /** Bytes that are really taken. */
  long touchedBytes() {
    return (long) touched * PAGE_SIZE;
  }

  @Override
  public int pages() {
    return pages.length;
  }

  @Override
  public int grow(int size) {
    int before = pages.length;
    if (size < 0 || before + size > maximumPages()) {
      return -1;
    }
    pages = Arrays.copyOf(pages, before + size);
    Arrays.fill(pages, before, pages.length, UNTOUCHED);
    return before;
  }

  @Override
  public int initialPages() {
    return limits.initialPages();
  }

  @Override
  public int maximumPages() {
    return Math.min(limits.maximumPages(), RUNTIME_MAX_PAGES);
  }

  @Override
  public boolean shared() {
    return false;
  }

  // ---- words; one that lies across two pages is put together from its halves

  @Override
  public int readInt(int address) {
    int at = address & PAGE_MASK;
    if (at <= PAGE_SIZE - 4) {
      return (int) INT.get(pages[address >>> PAGE_SHIFT], at);
    }
    return (readShort(address) & 0xffff) | (readShort(address + 2) << 16);
  }

  @Override
  public void writeI32(int address, int value) {
    int at = address & PAGE_MASK;
    if (at <= PAGE_SIZE - 4) {
      INT.set(writable(address), at, value);
    } else {
      writeShort(address, (short) value);
      writeShort(address + 2, (short) (value >>> 16));
    }
  }

  @Override
  public long readLong(int address) {
    int at = address & PAGE_MASK;
    if (at <= PAGE_SIZE - 8) {
      return (long) LONG.get(pages[address >>> PAGE_SHIFT], at);
    }
    return (readInt(address) & 0xffff_ffffL) | ((long) readInt(address + 4) << 32);
  }

  @Override
  public void writeLong(int address, long value) {
    int at = address & PAGE_MASK;
    if (at <= PAGE_SIZE - 8) {
      LONG.set(writable(address), at, value);
    } else {
      writeI32(address, (int) value);
      writeI32(address + 4, (int) (value >>> 32));
    }
  }

  @Override
  public short readShort(int address) {
    int at = address & PAGE_MASK;
    if (at <= PAGE_SIZE - 2) {
      return (short) SHORT.get(pages[address >>> PAGE_SHIFT], at);
    }
    return (short) ((read(address) & 0xff) | (read(address + 1) << 8));
  }

  @Override
  public void writeShort(int address, short value) {
    int at = address & PAGE_MASK;
    if (at <= PAGE_SIZE - 2) {
      SHORT.set(writable(address), at, value);
    } else {
      writeByte(address, (byte) value);
      writeByte(address + 1, (byte) (value >>> 8));
    }
  }

  @Override
  public byte read(int address) {
    return pages[address >>> PAGE_SHIFT][address & PAGE_MASK];
  }

  @Override
  public void writeByte(int address, byte value) {
    writable(address)[address & PAGE_MASK] = value;
  }

  @Override
  public long readU16(int address) {
    return readShort(address) & 0xffffL;
  }

  @Override
  public void writeF32(int address, float value) {
    writeI32(address, Float.floatToRawIntBits(value));
  }

  @Override
  public long readF32(int address) {
    return readInt(address);
  }

  @Override
  public float readFloat(int address) {
    return Float.intBitsToFloat(readInt(address));
  }

  @Override
  public void writeF64(int address, double value) {
    writeLong(address, Double.doubleToRawLongBits(value));
  }

  @Override
  public double readDouble(int address) {
    return Double.longBitsToDouble(readLong(address));
  }

  @Override
  public long readF64(int address) {
    return readLong(address);
  }

  private byte[] writable(int address) {
    byte[] page = pages[address >>> PAGE_SHIFT];
    return page == UNTOUCHED ? touch(address >>> PAGE_SHIFT) : page;
  }

  private byte[] touch(int number) {
    if (number == guardPage) {
      throw new StackOverflowError("the stack of the module");
    }
    if (touched == MOST_TOUCHED) {
      throw new Exhausted();
    }
    touched++;
    byte[] page = new byte[PAGE_SIZE];
    pages[number] = page;
    return page;
  }

  // ---- runs of bytes

  @Override
  public void write(int address, byte[] data, int offset, int size) {
    int done = 0;
    while (done < size) {
      int at = (address + done) & PAGE_MASK;
      int chunk = Math.min(size - done, PAGE_SIZE - at);
      System.arraycopy(data, offset + done, writable(address + done), at, chunk);
      done += chunk;
    }
  }

  @Override
  public byte[] readBytes(int address, int length) {
    byte[] bytes = new byte[length];
    int done = 0;
    while (done < length) {
      int at = (address + done) & PAGE_MASK;
      int chunk = Math.min(length - done, PAGE_SIZE - at);
      System.arraycopy(pages[(address + done) >>> PAGE_SHIFT], at, bytes, done, chunk);
      done += chunk;
    }
    return bytes;
  }

  /** The bytes from an address up to the next zero byte. */
  byte[] readToZero(int address) {
    return readBytes(address, lengthToZero(address));
  }

  /** How many bytes there are before the next zero byte. */
  int lengthToZero(int address) {
    int end = address;
    while (!hasZeroByte(readLong(end))) {
      end += 8;
    }
    while (read(end) != 0) {
      end++;
    }
    return end - address;
  }

  private static boolean hasZeroByte(long word) {
    return ((word - 0x0101_0101_0101_0101L) & ~word & 0x8080_8080_8080_8080L) != 0;
  }

  @Override
  public void zero() {
    Arrays.fill(pages, UNTOUCHED);
    touched = 0;
  }

  @Override
  public void fill(byte value, int fromIndex, int toIndex) {
    int from = fromIndex;
    while (from < toIndex) {
      int at = from & PAGE_MASK;
      int chunk = Math.min(toIndex - from, PAGE_SIZE - at);
      Arrays.fill(writable(from), at, at + chunk, value);
      from += chunk;
    }
  }

  @Override
  public void copy(int destination, int source, int size) {
    int from = source & PAGE_MASK;
    int to = destination & PAGE_MASK;
    if (from + size <= PAGE_SIZE && to + size <= PAGE_SIZE) {
      System.arraycopy(pages[source >>> PAGE_SHIFT], from, writable(destination), to, size);
    } else {
      write(destination, readBytes(source, size), 0, size);
    }
  }

  @Override
  public void initialize(Instance instance, DataSegment[] segments) {
    for (DataSegment segment : segments) {
      if (segment instanceof ActiveDataSegment active) {
        int address = (int) active.offsetInstructions().getFirst().operand(0);
        write(address, active.data(), 0, active.data().length);
      }
    }
  }

  // ---- what this module does not use

  @Override
  public void initPassiveSegment(int segmentId, int destination, int offset, int size) {
    throw new UnsupportedOperationException("passive data segments");
  }

  @Override
  public void drop(int segment) {
    // An active segment is dropped after it was copied.
  }

  @Override
  @SuppressWarnings("removal")
  public Object lock(int address) {
    throw new UnsupportedOperationException("shared memory");
  }

  @Override
  @SuppressWarnings("removal")
  public int waitOn(int address, int expected, long timeout) {
    throw new UnsupportedOperationException("shared memory");
  }

  @Override
  @SuppressWarnings("removal")
  public int waitOn(int address, long expected, long timeout) {
    throw new UnsupportedOperationException("shared memory");
  }

  @Override
  @SuppressWarnings("removal")
  public int notify(int address, int maxThreads) {
    throw new UnsupportedOperationException("shared memory");
  }
}
