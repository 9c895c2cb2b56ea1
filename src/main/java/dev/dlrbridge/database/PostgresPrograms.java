package dev.dlrbridge.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import java.util.zip.CRC32;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** The PostgreSQL programs that lie in the class path as an archive per platform, unpacked once per version. */
final class PostgresPrograms {
    private static final int OWNER_EXECUTE = 0100;

    private PostgresPrograms() {}

    /**
     * Unpacks the programs below {@code directory} unless they are there already.
     *
     * @return the folder that holds {@code bin/postgres}
     * @throws EmbeddedPostgresException when there are no programs for this platform, or they cannot be written
     */
    static Path unpack(Path directory) {
        String archive = archiveName(System.getProperty("os.name"), System.getProperty("os.arch"));
        try {
            byte[] packed = read(archive);
            Path target = directory.resolve("postgres-" + checksum(packed));
            if (!Files.exists(target)) {
                moveIntoPlace(extract(packed, Files.createDirectories(directory)), target);
            }
            return target;
        } catch (IOException e) {
            throw new EmbeddedPostgresException("cannot unpack PostgreSQL into " + directory, e);
        }
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

    private static Path extract(byte[] packed, Path directory) throws IOException {
        Path folder = Files.createTempDirectory(directory, "unpacking-");
        try (var tar = new TarArchiveInputStream(new XZInputStream(new java.io.ByteArrayInputStream(packed)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                writeEntry(tar, entry, folder.resolve(entry.getName()).normalize());
            }
        }
        return folder;
    }

    private static void writeEntry(InputStream content, TarArchiveEntry entry, Path file) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(file);
            return;
        }
        Files.createDirectories(file.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(content, file, StandardCopyOption.REPLACE_EXISTING);
        if ((entry.getMode() & OWNER_EXECUTE) != 0) {
            Files.setPosixFilePermissions(file, EnumSet.allOf(PosixFilePermission.class));
        }
    }

    /** Two processes may unpack at once: the first rename wins, the other's copy is thrown away. */
    private static void moveIntoPlace(Path unpacked, Path target) throws IOException {
        Files.setPosixFilePermissions(
                unpacked,
                EnumSet.copyOf(Set.of(
                        PosixFilePermission.OWNER_READ,
                        PosixFilePermission.OWNER_WRITE,
                        PosixFilePermission.OWNER_EXECUTE,
                        PosixFilePermission.OTHERS_READ,
                        PosixFilePermission.OTHERS_EXECUTE)));
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
