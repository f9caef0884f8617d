package dev.pgreview.schema;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * An immutable hash map whose changed copies share all but a path of O(log32 n) nodes with it (a
 * hash array mapped trie), so that a catalog can be kept for every statement.
 *
 * @param <K> key with equals and hashCode
 * @param <V> value
 */
final class PersistentMap<K, V> {
  private static final int BITS = 5;
  private static final int MASK = (1 << BITS) - 1;
  private static final int DEEPEST = 30;

  private sealed interface Node permits Branch, Leaf, Collision {}

  /** Children by a bit map of the occupied ones of 32 slots. */
  private static final class Branch implements Node {
    private final int bitmap;
    private final Node[] children;

    private Branch(int bitmap, Node[] children) {
      this.bitmap = bitmap;
      this.children = children;
    }

    private int position(int bit) {
      return Integer.bitCount(bitmap & (bit - 1));
    }
  }

  private record Leaf(Object key, Object value) implements Node {}

  /** Different keys of one hash. */
  private record Collision(List<Leaf> leaves) implements Node {}

  private static final Branch NOTHING = new Branch(0, new Node[0]);
  private static final PersistentMap<?, ?> EMPTY = new PersistentMap<>(NOTHING, 0);

  private final Branch root;
  private final int size;

  private PersistentMap(Branch root, int size) {
    this.root = root;
    this.size = size;
  }

  @SuppressWarnings("unchecked") // an empty map holds nothing of any type
  static <K, V> PersistentMap<K, V> empty() {
    return (PersistentMap<K, V>) EMPTY;
  }

  int size() {
    return size;
  }

  @Nullable V get(K key) {
    int hash = spread(key);
    Node node = root;
    for (int shift = 0; ; shift += BITS) {
      switch (node) {
        case Branch branch -> {
          int bit = 1 << ((hash >>> shift) & MASK);
          if ((branch.bitmap & bit) == 0) {
            return null;
          }
          node = branch.children[branch.position(bit)];
        }
        case Leaf leaf -> {
          return leaf.key.equals(key) ? cast(leaf.value) : null;
        }
        case Collision collision -> {
          for (Leaf leaf : collision.leaves) {
            if (leaf.key.equals(key)) {
              return cast(leaf.value);
            }
          }
          return null;
        }
      }
    }
  }

  boolean containsKey(K key) {
    return get(key) != null;
  }

  PersistentMap<K, V> with(K key, V value) {
    Leaf leaf = new Leaf(key, Objects.requireNonNull(value));
    boolean added = get(key) == null;
    return new PersistentMap<>((Branch) put(root, 0, spread(key), leaf), added ? size + 1 : size);
  }

  PersistentMap<K, V> without(K key) {
    if (get(key) == null) {
      return this;
    }
    Node left = remove(root, 0, spread(key), key);
    return new PersistentMap<>(left instanceof Branch branch ? branch : NOTHING, size - 1);
  }

  /** In no particular order. */
  void forEach(BiConsumer<K, V> action) {
    visit(root, action);
  }

  /** In no particular order. */
  List<V> values() {
    List<V> values = new ArrayList<>(size);
    forEach((key, value) -> values.add(value));
    return values;
  }

  private void visit(Node node, BiConsumer<K, V> action) {
    switch (node) {
      case Branch branch -> {
        for (Node child : branch.children) {
          visit(child, action);
        }
      }
      case Leaf leaf -> action.accept(cast(leaf.key), cast(leaf.value));
      case Collision collision -> collision.leaves.forEach(leaf -> visit(leaf, action));
    }
  }

  private static Node put(Node node, int shift, int hash, Leaf leaf) {
    return switch (node) {
      case Branch branch -> {
        int bit = 1 << ((hash >>> shift) & MASK);
        int at = branch.position(bit);
        if ((branch.bitmap & bit) == 0) {
          Node[] children = new Node[branch.children.length + 1];
          System.arraycopy(branch.children, 0, children, 0, at);
          children[at] = leaf;
          System.arraycopy(branch.children, at, children, at + 1, branch.children.length - at);
          yield new Branch(branch.bitmap | bit, children);
        }
        Node[] children = branch.children.clone();
        children[at] = put(children[at], shift + BITS, hash, leaf);
        yield new Branch(branch.bitmap, children);
      }
      case Leaf old when old.key.equals(leaf.key) -> leaf;
      case Leaf old when spread(old.key) == hash -> new Collision(List.of(old, leaf));
      case Leaf old -> split(old, spread(old.key), leaf, hash, shift);
      case Collision collision when spread(collision.leaves.getFirst().key) == hash -> {
        List<Leaf> leaves = new ArrayList<>(collision.leaves);
        leaves.removeIf(old -> old.key.equals(leaf.key));
        leaves.add(leaf);
        yield new Collision(leaves);
      }
      case Collision collision ->
          split(collision, spread(collision.leaves.getFirst().key), leaf, hash, shift);
    };
  }

  private static Node split(Node old, int oldHash, Leaf leaf, int hash, int shift) {
    if (shift > DEEPEST) {
      throw new IllegalStateException("equal hashes are a collision");
    }
    int oldSlot = (oldHash >>> shift) & MASK;
    int slot = (hash >>> shift) & MASK;
    if (oldSlot == slot) {
      return new Branch(1 << slot, new Node[] {split(old, oldHash, leaf, hash, shift + BITS)});
    }
    Node[] children = oldSlot < slot ? new Node[] {old, leaf} : new Node[] {leaf, old};
    return new Branch((1 << oldSlot) | (1 << slot), children);
  }

  /** Null when nothing is left. */
  private static @Nullable Node remove(Node node, int shift, int hash, Object key) {
    return switch (node) {
      case Branch branch -> {
        int bit = 1 << ((hash >>> shift) & MASK);
        int at = branch.position(bit);
        Node left = remove(branch.children[at], shift + BITS, hash, key);
        if (left != null) {
          Node[] children = branch.children.clone();
          children[at] = left;
          yield new Branch(branch.bitmap, children);
        }
        if (branch.children.length == 1) {
          yield null;
        }
        Node[] children = Arrays.copyOf(branch.children, branch.children.length - 1);
        System.arraycopy(branch.children, at + 1, children, at, children.length - at);
        yield new Branch(branch.bitmap & ~bit, children);
      }
      case Leaf leaf -> null;
      case Collision collision -> {
        List<Leaf> leaves = new ArrayList<>(collision.leaves);
        leaves.removeIf(leaf -> leaf.key.equals(key));
        yield leaves.size() == 1 ? leaves.getFirst() : new Collision(leaves);
      }
    };
  }

  private static int spread(Object key) {
    int hash = key.hashCode() * 0x9E3779B9;
    return hash ^ (hash >>> 15);
  }

  // only with() fills the map, so that a key is a K and a value a V
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <T> T cast(Object object) {
    return (T) object;
  }
}
