import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.zip.GZIPInputStream;

/**
 * One pinned package of the npm registry.
 *
 * @param spec name and exact version, {@code libpg-query@18.1.5}
 * @param integrity base64 of the tarball's SHA-512, as npm's lock files give it after {@code sha512-}
 * @param cache folder in which the verified tarball is kept
 */
record NpmPackage(String spec, String integrity, Path cache) {
    private static final int TAR_BLOCK = 512;

    /** The content of one file of the package. */
    byte[] file(String path) throws IOException, InterruptedException {
        try (InputStream tar = new GZIPInputStream(new ByteArrayInputStream(verifiedTarball()))) {
            for (byte[] header = tar.readNBytes(TAR_BLOCK);
                    header.length == TAR_BLOCK && header[0] != 0;
                    header = tar.readNBytes(TAR_BLOCK)) {
                int size = Integer.parseInt(text(header, 124, 12).trim(), 8);
                byte[] content = tar.readNBytes(size);
                tar.skipNBytes((TAR_BLOCK - size % TAR_BLOCK) % TAR_BLOCK);
                if (text(header, 0, 100).equals(path)) {
                    return content;
                }
            }
        }
        throw new BuildProblem(spec + " has no file " + path);
    }

    private byte[] verifiedTarball() throws IOException, InterruptedException {
        Path kept = cache.resolve(spec.replace('@', '-').replace('/', '-') + ".tgz");
        if (Files.exists(kept)) {
            byte[] content = Files.readAllBytes(kept);
            if (matches(content)) {
                return content;
            }
        }
        Path directory = Files.createTempDirectory(cache, "npm");
        try {
            Path tarball = download(directory);
            byte[] content = Files.readAllBytes(tarball);
            if (!matches(content)) {
                throw new BuildProblem("the checksum of " + spec + " from npm is " + sha512(content) + " and not the pinned "
                        + integrity + ": do not build with it, and find out why it changed");
            }
            Files.move(tarball, kept, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return content;
        } finally {
            for (String name : directory.toFile().list()) {
                Files.delete(directory.resolve(name));
            }
            Files.delete(directory);
        }
    }

    private Path download(Path directory) throws IOException, InterruptedException {
        Process npm;
        try {
            npm = new ProcessBuilder("npm", "pack", "--loglevel=error", spec)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException notFound) {
            throw new BuildProblem("npm is missing: install Node.js with npm, which fetches PostgreSQL's parser (" + spec
                    + ") for the first build");
        }
        String output = new String(npm.getInputStream().readAllBytes(), StandardCharsets.UTF_8).trim();
        String[] files = npm.waitFor() == 0 ? directory.toFile().list((d, name) -> name.endsWith(".tgz")) : null;
        if (files == null || files.length != 1) {
            throw new BuildProblem("npm could not fetch " + spec + ": " + output);
        }
        return directory.resolve(files[0]);
    }

    private boolean matches(byte[] content) {
        return sha512(content).equals(integrity);
    }

    private static String sha512(byte[] content) {
        return Base64.getEncoder().encodeToString(digest("SHA-512").digest(content));
    }

    static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(byte[] header, int offset, int length) {
        int end = offset;
        while (end < offset + length && header[end] != 0) {
            end++;
        }
        return new String(header, offset, end - offset, StandardCharsets.US_ASCII);
    }
}
