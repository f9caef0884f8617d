import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.instruction.InvokeInstruction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Takes out of compiled code what Endive puts before every call and into every loop: the question whether the thread was
 * interrupted. Parsing ends by itself, and the 27,000 questions are a fifth of its time until the JVM has warmed up.
 */
final class InterruptionChecks {
    private static final String CHECK = "checkInterruption";

    private InterruptionChecks() {}

    static void remove(Path directory) throws IOException {
        List<Path> classes;
        try (Stream<Path> files = Files.walk(directory)) {
            classes = files.filter(file -> file.toString().endsWith(".class")).toList();
        }
        for (Path file : classes) {
            Files.write(file, withoutChecks(file));
        }
    }

    private static byte[] withoutChecks(Path file) {
        ClassFile format = ClassFile.of();
        ClassTransform transform = ClassTransform.transformingMethodBodies((code, element) -> {
            if (!(element instanceof InvokeInstruction call && call.name().equalsString(CHECK))) {
                code.with(element);
            }
        });
        try {
            return format.transformClass(format.parse(file), transform);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
