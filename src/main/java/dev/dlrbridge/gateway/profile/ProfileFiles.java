package dev.dlrbridge.gateway.profile;

import io.quarkus.runtime.util.ClassPathUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Where profiles come from. */
public final class ProfileFiles {
    private static final String FOLDER = "/gateways/";

    /** A file that is certainly in the folder: not every jar can be asked for a folder itself. */
    private static final String ANCHOR = "kannel.yaml";

    /** Read when the class is initialised, which for a native executable is when it is built. */
    private static final List<ProfileFile> BUILT_IN = ClassPathUtils.processAsPath(
            ProfileFiles.class.getResource(FOLDER + ANCHOR), anchor -> in(anchor.getParent()));

    private ProfileFiles() {}

    /** Those that come with the program. */
    public static List<ProfileFile> builtIn() {
        return BUILT_IN;
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
}
