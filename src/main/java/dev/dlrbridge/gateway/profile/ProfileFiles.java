package dev.dlrbridge.gateway.profile;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Where profiles come from. */
public final class ProfileFiles {
    private static final String FOLDER = "/gateways/";

    /** Jars and native images cannot list a folder, so this file does. */
    private static final String INDEX = "index.txt";

    private ProfileFiles() {}

    /** Those on the class path that {@code gateways/index.txt} lists. */
    public static List<ProfileFile> builtIn() {
        String index = new String(resource(INDEX), StandardCharsets.UTF_8);
        return index.lines()
                .filter(line -> !line.isBlank())
                .map(name -> new ProfileFile(name + ProfileFile.SUFFIX, resource(name + ProfileFile.SUFFIX)))
                .toList();
    }

    /** Those in a directory, by name; sub-directories are not searched. */
    public static List<ProfileFile> in(Path directory) {
        try (Stream<Path> paths = Files.list(directory)) {
            List<ProfileFile> files = new ArrayList<>();
            for (Path path : paths.sorted().toList()) {
                String fileName = path.getFileName().toString();
                if (fileName.endsWith(ProfileFile.SUFFIX)) {
                    files.add(new ProfileFile(fileName, Files.readAllBytes(path)));
                }
            }
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] resource(String fileName) {
        try (InputStream stream = ProfileFiles.class.getResourceAsStream(FOLDER + fileName)) {
            if (stream == null) {
                throw new IllegalStateException("not on the class path: " + FOLDER + fileName);
            }
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
