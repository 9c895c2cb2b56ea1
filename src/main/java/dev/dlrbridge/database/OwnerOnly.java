package dev.dlrbridge.database;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Files and directories that nobody but the bridge's own user reads or changes. They are made so, not mended after; what
 * is there already is used only if it is the user's own, and is closed to others then.
 */
public final class OwnerOnly {
    static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
    static final Set<PosixFilePermission> DIRECTORY = PosixFilePermissions.fromString("rwx------");

    private OwnerOnly() {}

    /**
     * Makes the directory, or closes the one that is there.
     *
     * @return its real path
     * @throws EmbeddedPostgresException when it is another user's, or others may put another one in its place
     */
    public static Path directory(Path directory) throws IOException {
        Path absolute = directory.toAbsolutePath().normalize();
        if (!Files.isDirectory(absolute)) {
            Files.createDirectories(absolute, attribute(DIRECTORY));
        }
        Path real = absolute.toRealPath();
        requireWay(Files.isSymbolicLink(absolute) ? absolute : absolute.getParent());
        requireWay(real.getParent());
        close(real, DIRECTORY);
        return real;
    }

    /** Creates a file with this text, at once with its final permissions; fails if there is one. */
    public static void write(Path file, String text) throws IOException {
        Files.createFile(file, attribute(FILE));
        Files.writeString(file, text);
    }

    /**
     * Reads a file of a directory that is {@linkplain #directory closed}.
     *
     * @return its text without white space around; empty if there is none
     * @throws EmbeddedPostgresException when it is another user's, or a link
     */
    public static Optional<String> read(Path file) throws IOException {
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        close(file, FILE);
        return Optional.of(Files.readString(file, StandardCharsets.UTF_8).strip());
    }

    /** Opens a file of a closed directory for writing, and makes it if there is none. */
    static FileChannel open(Path file) throws IOException {
        FileChannel channel = FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS),
                attribute(FILE));
        close(file, FILE);
        return channel;
    }

    static FileAttribute<Set<PosixFilePermission>> attribute(Set<PosixFilePermission> permissions) {
        return PosixFilePermissions.asFileAttribute(permissions);
    }

    /** The first thing at or below {@code root} that is a link, another user's, or open to others in any way. */
    static Optional<Path> openedIn(Path root) throws IOException {
        int self = UnixFile.self();
        try (Stream<Path> entries = Files.walk(root)) {
            return entries.filter(entry -> !UnixFile.of(entry).isOnlyFor(self)).findFirst();
        }
    }

    private static void close(Path path, Set<PosixFilePermission> permissions) throws IOException {
        UnixFile file = UnixFile.of(path);
        if (file.isLink() || file.owner() != UnixFile.self()) {
            throw new EmbeddedPostgresException(path + " is a link or another user's: it is not used. Remove it, or set"
                    + " dlrbridge.database.embedded.directory to a directory of the user that the bridge runs as");
        }
        if (!file.isOnlyFor(file.owner())) {
            Files.setPosixFilePermissions(path, permissions);
        }
    }

    /** Whoever may write to a directory on the way may put another tree in the place of ours. */
    private static void requireWay(Path from) {
        int self = UnixFile.self();
        for (Path directory = from; directory != null; directory = directory.getParent()) {
            if (!UnixFile.of(directory).isSafeWayFor(self)) {
                throw new EmbeddedPostgresException(
                        "Others may write to " + directory + ": what lies below is not used."
                                + " Set dlrbridge.database.embedded.directory to a directory to which only the user that the"
                                + " bridge runs as may write");
            }
        }
    }
}
