import java.util.List;

/** What a function takes and gives, as the bytes of value types. */
record FunctionType(List<Integer> parameters, List<Integer> results) {}
