package dev.dlrbridge.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Directories below {@code target}, kept after the tests so that logs can be read. */
public final class Workplace {
    /** The programs of PostgreSQL, shared with the other tests. */
    static final Path POSTGRES_PROGRAMS = Path.of("target", "postgres");

    private Workplace() {}

    /** A directory for an embedded database that finds the programs unpacked, as at every start but the first. */
    static Path withPrograms(Path data) {
        try (Stream<Path> unpacked = Files.list(Files.createDirectories(POSTGRES_PROGRAMS))) {
            Files.createDirectories(data);
            for (Path programs : unpacked.filter(Workplace::isComplete).toList()) {
                Files.createSymbolicLink(data.resolve(programs.getFileName()), programs.toAbsolutePath());
            }
            return data;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isComplete(Path programs) {
        return programs.getFileName().toString().startsWith("postgres-");
    }

    public static Path fresh(String name) {
        try {
            return Files.createTempDirectory(Files.createDirectories(Path.of("target", "system")), name + "-")
                    .toAbsolutePath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
