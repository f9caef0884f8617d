import java.util.List;

/**
 * A function of a module.
 *
 * @param type index of its type
 * @param locals value types of its locals, without the parameters
 * @param code instructions with the END of the function
 */
record WasmFunction(int type, List<Integer> locals, byte[] code) {}
