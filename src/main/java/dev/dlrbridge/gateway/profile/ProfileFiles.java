package dev.dlrbridge.gateway.profile;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Where profiles come from. */
public final class ProfileFiles {
    private static final String FOLDER = "/gateways/";

    /** A file that is certainly in the folder, compiled or not. */
    private static final String ANCHOR = "profile.schema.json";

    /**
     * Null where the program lies in folders, as in tests and development: what was compiled last may be older than a
     * profile there. Read when the class is initialised, which for a native executable is when it is built.
     */
    private static final byte[] COMPILED = isInFolder() ? null : compiled();

    private ProfileFiles() {}

    /** Those that come with the program. */
    public static List<ProfileTemplate> builtIn() {
        return COMPILED == null
                ? ProfileTemplate.readAll(in(Path.of(anchor()).getParent()))
                : CompiledProfiles.read(COMPILED);
    }

    /** Those in a directory, by name; sub-directories are not searched. InvalidProfilesException if it cannot be read. */
    public static List<ProfileFile> in(Path directory) {
        try (Stream<Path> paths = Files.list(directory)) {
            List<ProfileFile> files = new ArrayList<>();
            for (Path path : paths.sorted().toList()) {
                String fileName = path.getFileName().toString();
                if (ProfileFile.isNamedSo(fileName)) {
                    files.add(new ProfileFile(fileName, Files.readAllBytes(path)));
                }
            }
            return files;
        } catch (IOException e) {
            throw new InvalidProfilesException(
                    List.of(new ProfileError(directory.toString(), "(directory)", "cannot be read")));
        }
    }

    /** The text of one that comes with the program; empty if there is none of the name. */
    public static Optional<String> text(String gateway) {
        boolean isName = gateway.chars().allMatch(c -> c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-');
        try (InputStream stream =
                isName ? ProfileFiles.class.getResourceAsStream(FOLDER + gateway + ProfileFile.SUFFIX) : null) {
            return stream == null
                    ? Optional.empty()
                    : Optional.of(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isInFolder() {
        return anchor().getScheme().equals("file");
    }

    private static URI anchor() {
        try {
            return ProfileFiles.class.getResource(FOLDER + ANCHOR).toURI();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] compiled() {
        try (InputStream stream = ProfileFiles.class.getResourceAsStream(FOLDER + CompiledProfiles.FILE)) {
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
