package dev.dlrbridge.gateway.profile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Where profiles come from. */
public final class ProfileFiles {
    private static final String FOLDER = "/gateways/";

    /** A file that is certainly in the folder: not every jar can be asked for a folder itself. */
    private static final String ANCHOR = "profile.schema.json";

    private static final String INSIDE_JAR = "!/";

    /** Read when the class is initialised, which for a native executable is when it is built. */
    private static final List<ProfileFile> BUILT_IN = besideAnchor();

    private ProfileFiles() {}

    /** Those that come with the program. */
    public static List<ProfileFile> builtIn() {
        return BUILT_IN;
    }

    /** Those in a directory, by name; sub-directories are not searched. InvalidProfilesException if it cannot be read. */
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
            throw new InvalidProfilesException(
                    List.of(new ProfileError(directory.toString(), "(directory)", "cannot be read")));
        }
    }

    private static List<ProfileFile> besideAnchor() {
        try {
            URI anchor = ProfileFiles.class.getResource(FOLDER + ANCHOR).toURI();
            if (!anchor.getScheme().equals("jar")) {
                return in(Path.of(anchor).getParent());
            }
            String file = anchor.getRawSchemeSpecificPart();
            Path jar = Path.of(URI.create(file.substring(0, file.indexOf(INSIDE_JAR))));
            try (FileSystem inside = FileSystems.newFileSystem(jar)) {
                return in(inside.getPath(FOLDER));
            }
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
