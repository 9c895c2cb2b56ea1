package dev.dlrbridge.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.zip.CRC32;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** The PostgreSQL programs that lie in the class path as an archive per platform, unpacked once per version. */
final class PostgresPrograms {
    private static final int OWNER_EXECUTE = 0100;

    private PostgresPrograms() {}

    /**
     * Unpacks the programs below {@code directory}, which is {@linkplain OwnerOnly#directory closed}, unless they are there
     * already and nobody else could have changed them.
     *
     * @return the folder that holds {@code bin/postgres}
     * @throws EmbeddedPostgresException when there are no programs for this platform, or they cannot be written
     */
    static Path unpack(Path directory) {
        String archive = archiveName(System.getProperty("os.name"), System.getProperty("os.arch"));
        try {
            return unpack(directory, read(archive));
        } catch (IOException e) {
            throw new EmbeddedPostgresException("cannot unpack PostgreSQL into " + directory, e);
        }
    }

    static Path unpack(Path directory, byte[] packed) throws IOException {
        Path target = directory.resolve("postgres-" + checksum(packed));
        putAwayOpened(target);
        if (!Files.exists(target)) {
            moveIntoPlace(extract(packed, directory), target);
        }
        return target;
    }

    static String archiveName(String osName, String osArch) {
        String system = osName.toLowerCase(Locale.ROOT).startsWith("mac") ? "darwin" : "linux";
        String processor = Set.of("aarch64", "arm64").contains(osArch) ? "arm_64" : "x86_64";
        return "/postgres-" + system + "-" + processor + ".txz";
    }

    private static byte[] read(String archive) throws IOException {
        try (InputStream in = PostgresPrograms.class.getResourceAsStream(archive)) {
            if (in == null) {
                throw new EmbeddedPostgresException(
                        "no embedded PostgreSQL for this platform; set dlrbridge.database.url");
            }
            return in.readAllBytes();
        }
    }

    private static String checksum(byte[] bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        return HexFormat.of().toHexDigits(crc.getValue(), 8);
    }

    /** Programs that others could change are never run, and not deleted either: what lies there is not known. */
    private static void putAwayOpened(Path target) throws IOException {
        if (!Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Optional<Path> opened = OwnerOnly.openedIn(target);
        if (opened.isPresent()) {
            Path away = target.resolveSibling(target.getFileName() + "-not-run-" + UUID.randomUUID());
            Files.move(target, away);
            System.err.println(
                    "Others could change " + opened.get() + ": the PostgreSQL programs there are not run, and are"
                            + " unpacked anew. The old ones are in " + away + ", and can be deleted");
        }
    }

    private static Path extract(byte[] packed, Path directory) throws IOException {
        Path folder = Files.createTempDirectory(directory, "unpacking-", OwnerOnly.attribute(OwnerOnly.DIRECTORY));
        Map<Path, Path> links = new LinkedHashMap<>();
        try (var tar = new TarArchiveInputStream(new XZInputStream(new java.io.ByteArrayInputStream(packed)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path file = folder.resolve(entry.getName()).normalize();
                if (!file.startsWith(folder)) {
                    throw new IOException("an entry leads out of the archive: " + entry.getName());
                }
                if (entry.isSymbolicLink()) {
                    links.put(file, file.resolveSibling(entry.getLinkName()));
                } else {
                    writeEntry(tar, entry, file);
                }
            }
        }
        // The same file under another name: a tree without symbolic links leads nowhere else.
        for (Map.Entry<Path, Path> link : links.entrySet()) {
            Files.createLink(link.getKey(), link.getValue());
        }
        return folder;
    }

    private static void writeEntry(InputStream content, TarArchiveEntry entry, Path file) throws IOException {
        Files.createDirectories(
                entry.isDirectory() ? file : file.getParent(), OwnerOnly.attribute(OwnerOnly.DIRECTORY));
        if (!entry.isDirectory()) {
            boolean runs = (entry.getMode() & OWNER_EXECUTE) != 0;
            Files.createFile(file, OwnerOnly.attribute(runs ? OwnerOnly.DIRECTORY : OwnerOnly.FILE));
            try (OutputStream out = Files.newOutputStream(file)) {
                content.transferTo(out);
            }
        }
    }

    /** Two processes may unpack at once: the first rename wins, the other's copy is thrown away. */
    private static void moveIntoPlace(Path unpacked, Path target) throws IOException {
        try {
            Files.move(unpacked, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException | java.nio.file.DirectoryNotEmptyException e) {
            deleteTree(unpacked);
        }
    }

    static void deleteTree(Path root) {
        try (var files = Files.walk(root)) {
            files.sorted(java.util.Comparator.reverseOrder()).forEach(PostgresPrograms::delete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path file) {
        try {
            if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
