import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * Build step: PostgreSQL's parser as JVM classes, without anything third-party in the repository.
 *
 * <p>npm package (pinned, checksummed) → WebAssembly module → the same module with its giant functions cut → JVM
 * bytecode. The result is kept in a per-user cache under a key made of everything that goes into it, so that a second
 * clone builds without npm and without compiling.
 *
 * <p>Run by the source launcher with Endive's compiler on the class path:
 * {@code java -cp ... PrepareParser.java <name@version> <sha512, base64> <endive version> <output directory>}
 */
final class PrepareParser {
    private static final String MODULE_IN_PACKAGE = "package/wasm/libpg-query.wasm";

    private final NpmPackage npmPackage;
    private final String endiveVersion;
    private final Path output;

    private PrepareParser(NpmPackage npmPackage, String endiveVersion, Path output) {
        this.npmPackage = npmPackage;
        this.endiveVersion = endiveVersion;
        this.output = output;
    }

    public static void main(String[] args) throws Exception {
        if (args.length != 4) {
            throw new IllegalArgumentException("usage: PrepareParser NAME@VERSION SHA512 ENDIVE_VERSION OUTPUT");
        }
        try {
            Path cache = cacheDirectory();
            new PrepareParser(new NpmPackage(args[0], args[1], cache), args[2], Path.of(args[3])).run(cache);
        } catch (BuildProblem problem) {
            System.err.println(problem.getMessage());
            System.exit(1);
        }
    }

    private void run(Path cache) throws IOException, InterruptedException {
        Path archive = cache.resolve("parser-" + key() + ".zip");
        if (!Files.exists(archive)) {
            Path compiled = compile();
            Path partial = Files.createTempFile(cache, "parser", ".partial");
            pack(compiled, partial);
            Files.move(partial, archive, StandardCopyOption.ATOMIC_MOVE);
        }
        Path classes = output.resolve("classes");
        deleteTree(classes);
        unpack(archive, classes);
    }

    private Path compile() throws IOException, InterruptedException {
        Files.createDirectories(output);
        WasmModule module = new WasmModule(npmPackage.file(MODULE_IN_PACKAGE));
        module.joinDataSegments();
        Path whole = Files.write(output.resolve("libpg-query.wasm"), module.toBytes());
        WasmSplitter.split(module);
        Path split = Files.write(output.resolve("libpg-query.split.wasm"), module.toBytes());
        Path compiled = output.resolve("compiled");
        deleteTree(compiled);
        BytecodeCompiler.compileFunctions(split, compiled);
        InterruptionChecks.remove(compiled);
        BytecodeCompiler.writeMeta(whole, compiled);
        return compiled;
    }

    /** Hash of every input: the package, the compiler, and these sources. */
    private String key() throws IOException {
        MessageDigest digest = NpmPackage.digest("SHA-256");
        digest.update((npmPackage.integrity() + endiveVersion).getBytes());
        Path sources = Path.of("src/build/java");
        try (Stream<Path> files = Files.list(sources)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".java")).sorted().toList()) {
                digest.update(Files.readAllBytes(file));
            }
        }
        return HexFormat.of().formatHex(digest.digest(), 0, 12);
    }

    private static Path cacheDirectory() throws IOException {
        String configured = System.getenv("XDG_CACHE_HOME");
        Path base = configured == null || configured.isBlank()
                ? Path.of(System.getProperty("user.home"), ".cache")
                : Path.of(configured);
        return Files.createDirectories(base.resolve("pgreview"));
    }

    private static void pack(Path directory, Path archive) throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(directory)) {
            files = walk.filter(Files::isRegularFile).sorted().toList();
        }
        try (OutputStream out = Files.newOutputStream(archive); ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Path file : files) {
                zip.putNextEntry(new ZipEntry(directory.relativize(file).toString().replace('\\', '/')));
                Files.copy(file, zip);
            }
        }
    }

    private static void unpack(Path archive, Path directory) throws IOException {
        try (InputStream in = Files.newInputStream(archive); ZipInputStream zip = new ZipInputStream(in)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path file = directory.resolve(entry.getName());
                Files.createDirectories(file.getParent());
                Files.copy(zip, file);
            }
        }
    }

    private static void deleteTree(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        List<Path> deepestFirst;
        try (Stream<Path> walk = Files.walk(directory)) {
            deepestFirst = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : deepestFirst) {
            Files.delete(path);
        }
    }
}
