package dev.dlrbridge.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** Another user of the machine neither reads the embedded database nor gets a program of his run as the bridge's user. */
class EmbeddedPostgresAccessTest {
    private static final int SOMEBODY = 12345;
    private static final Path PROGRAMS = EmbeddedPostgresTest.PROGRAMS;

    @TempDir
    Path place;

    private Path home;
    private Path ran;

    @BeforeEach
    void name() {
        home = place.resolve("home");
        ran = place.resolve("ran");
    }

    @Test
    void shouldLeaveNothingThatItMakesToOthers() throws IOException {
        try (EmbeddedPostgres ignored = EmbeddedPostgres.start(home.resolve("postgres"), home)) {
            assertThat(entries(home)).hasSizeGreaterThan(2_000).allSatisfy(EmbeddedPostgresAccessTest::isOursAlone);
        }
    }

    /** As a version before made it, where nobody else may have written to it. */
    @Test
    void shouldCloseWhatIsOursAndStartWithIt() throws IOException {
        // given
        Path postgres = home.resolve("postgres");
        EmbeddedPostgres.start(postgres, PROGRAMS).close();
        for (String name : List.of("postgres", "postgres/data")) {
            Files.setPosixFilePermissions(home.resolve(name), PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        for (String name : List.of("postgres/password", "postgres/lock")) {
            Files.setPosixFilePermissions(home.resolve(name), PosixFilePermissions.fromString("rw-r--r--"));
        }

        // when
        try (EmbeddedPostgres ignored = EmbeddedPostgres.start(postgres, PROGRAMS)) {

            // then
            assertThat(entries(postgres)).allSatisfy(EmbeddedPostgresAccessTest::isOursAlone);
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldRunNothingOfATreeThatOthersCouldChange(Tampering tampering) throws IOException {
        // given
        assumeTrue(tampering != Tampering.PROGRAM_OF_SOMEBODY || isRoot(), "Only root can give a file away");
        Path programs = OwnerOnly.directory(home);
        Path tree = PostgresPrograms.unpack(programs, archive("bin/pg_ctl"));
        Path evil = place.resolve("evil");
        Files.writeString(evil, "#!/bin/sh\ntouch " + ran + "\n");
        Files.setPosixFilePermissions(evil, PosixFilePermissions.fromString("rwxrwxrwx"));
        tampering.with(tree, evil);

        // when
        Path used = PostgresPrograms.unpack(programs, archive("bin/pg_ctl"));
        new ServerCommand(used.resolve("bin")).run("pg_ctl");

        // then
        assertThat(ran).doesNotExist();
        assertThat(entries(used)).hasSize(6).allSatisfy(EmbeddedPostgresAccessTest::isOursAlone);
    }

    @Test
    void shouldRunTheTreeThatIsThereWhenNobodyElseCouldChangeIt() throws IOException {
        Path programs = OwnerOnly.directory(home);
        Path tree = PostgresPrograms.unpack(programs, archive("bin/pg_ctl"));
        Object first = Files.readAttributes(tree, "unix:ino");

        Path again = PostgresPrograms.unpack(programs, archive("bin/pg_ctl"));

        assertThat(Files.readAttributes(again, "unix:ino")).isEqualTo(first);
    }

    @Test
    void shouldUnpackNothingBesideItsOwnDirectory() throws IOException {
        Path programs = OwnerOnly.directory(home);

        assertThatThrownBy(() -> PostgresPrograms.unpack(programs, archive("../../pg_ctl")))
                .hasMessageContaining("leads out of the archive");

        assertThat(place.resolve("pg_ctl")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({"rwxrwxrwx, 0, 0", "rwxrwxr-x, 0, 12345", "rwxr-xr-x, 12345, 0"})
    void shouldNotUseADirectoryInOneThatOthersMayWriteTo(String mode, int owner, int group) throws IOException {
        // given
        assumeTrue(isRoot(), "Only root can give a directory away");
        Path open = Files.createDirectory(place.resolve("open"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString(mode));
        Files.setAttribute(open, "unix:uid", owner);
        Files.setAttribute(open, "unix:gid", group);
        Path link = Files.createSymbolicLink(place.resolve("link"), open);

        for (Path way : List.of(open, link)) {
            Path inside = way.resolve("home");
            assertThatThrownBy(() -> EmbeddedPostgres.start(inside.resolve("postgres"), inside))
                    .isInstanceOf(EmbeddedPostgresException.class)
                    .hasMessageContaining("Others may write to " + open)
                    .hasMessageContaining("dlrbridge.database.embedded.directory");
        }
    }

    /** As in {@code /tmp}, where all may write and nobody may touch what is another's. */
    @Test
    void shouldUseADirectoryInOneWhereNobodyMayTouchWhatIsAnothers() throws IOException {
        Path sticky = Files.createDirectory(place.resolve("sticky"));
        Files.setAttribute(sticky, "unix:mode", 01777);

        assertThat(OwnerOnly.directory(sticky.resolve("home"))).satisfies(EmbeddedPostgresAccessTest::isOursAlone);
    }

    @ParameterizedTest
    @ValueSource(strings = {"password", "lock", "data"})
    void shouldNotUseWhatSomebodyElseHasPutThere(String name) throws IOException {
        // given
        assumeTrue(isRoot(), "Only root can give a file away");
        Path postgres = OwnerOnly.directory(home.resolve("postgres"));
        Path his = postgres.resolve(name);
        if (name.equals("data")) {
            Files.createDirectory(his);
        } else {
            Files.writeString(his, "known-to-somebody");
        }
        Files.setAttribute(his, "unix:uid", SOMEBODY);

        // when, then
        assertThatThrownBy(() -> EmbeddedPostgres.start(postgres, PROGRAMS))
                .isInstanceOf(EmbeddedPostgresException.class)
                .hasMessageContaining(his + " is a link or another user's");
    }

    @Test
    void shouldFollowNoLinkToAPassword() throws IOException {
        Path postgres = OwnerOnly.directory(home.resolve("postgres"));
        Path elsewhere = Files.writeString(place.resolve("elsewhere"), "known-to-somebody");
        Files.createSymbolicLink(postgres.resolve("password"), elsewhere);

        assertThatThrownBy(() -> EmbeddedPostgres.start(postgres, PROGRAMS))
                .isInstanceOf(EmbeddedPostgresException.class)
                .hasMessageContaining("is a link");
    }

    /** A program, and a library with a second name, as in the real archives. */
    private static byte[] archive(String program) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var tar = new TarArchiveOutputStream(new XZOutputStream(packed, new LZMA2Options(0)))) {
            byte[] script = "#!/bin/sh\n".getBytes(StandardCharsets.UTF_8);
            for (String name : List.of(program, "lib/libpq.so.5.18")) {
                var entry = new TarArchiveEntry(name);
                entry.setSize(script.length);
                entry.setModTime(0); // else two archives of the same are of different seconds now and then
                entry.setMode(name.startsWith("lib") ? 0644 : 0755);
                tar.putArchiveEntry(entry);
                tar.write(script);
                tar.closeArchiveEntry();
            }
            var link = new TarArchiveEntry("lib/libpq.so.5", TarConstants.LF_SYMLINK);
            link.setLinkName("libpq.so.5.18");
            link.setModTime(0);
            tar.putArchiveEntry(link);
            tar.closeArchiveEntry();
        }
        return packed.toByteArray();
    }

    private static void isOursAlone(Path entry) throws IOException {
        Map<String, Object> found = Files.readAttributes(entry, "unix:mode,uid", LinkOption.NOFOLLOW_LINKS);
        int mode = (int) found.get("mode");
        assertThat(mode & 0170000)
                .as("%s is a file or a directory", entry)
                .isEqualTo(Files.isDirectory(entry) ? 0040000 : 0100000);
        assertThat(mode & 07777)
                .as("mode of %s", entry)
                .isIn(Files.isDirectory(entry) ? List.of(0700) : List.of(0600, 0700));
        assertThat(found.get("uid")).as("owner of %s", entry).isEqualTo(UnixFile.self());
    }

    private static List<Path> entries(Path root) throws IOException {
        try (Stream<Path> entries = Files.walk(root)) {
            return entries.toList();
        }
    }

    private static boolean isRoot() {
        return UnixFile.self() == 0;
    }

    /** What the other user, or an accident, has done to the unpacked programs. */
    private enum Tampering {
        PROGRAM_FOR_ALL {
            @Override
            void with(Path tree, Path evil) throws IOException {
                replace(tree.resolve("bin/pg_ctl"), evil);
                mode(tree.resolve("bin/pg_ctl"), "rwxrwxrwx");
            }
        },
        PROGRAM_FOR_A_GROUP {
            @Override
            void with(Path tree, Path evil) throws IOException {
                replace(tree.resolve("bin/pg_ctl"), evil);
                mode(tree.resolve("bin/pg_ctl"), "rwxrwx---");
            }
        },
        PROGRAM_OF_SOMEBODY {
            @Override
            void with(Path tree, Path evil) throws IOException {
                replace(tree.resolve("bin/pg_ctl"), evil);
                mode(tree.resolve("bin/pg_ctl"), "rwx------");
                Files.setAttribute(tree.resolve("bin/pg_ctl"), "unix:uid", SOMEBODY);
            }
        },
        PROGRAM_IS_A_LINK {
            @Override
            void with(Path tree, Path evil) throws IOException {
                Files.delete(tree.resolve("bin/pg_ctl"));
                Files.createSymbolicLink(tree.resolve("bin/pg_ctl"), evil);
            }
        },
        LIBRARY_FOR_ALL {
            @Override
            void with(Path tree, Path evil) throws IOException {
                replace(tree.resolve("bin/pg_ctl"), evil);
                mode(tree.resolve("bin/pg_ctl"), "rwx------");
                mode(tree.resolve("lib/libpq.so.5"), "rw-rw-rw-");
            }
        },
        DIRECTORY_FOR_ALL {
            @Override
            void with(Path tree, Path evil) throws IOException {
                replace(tree.resolve("bin/pg_ctl"), evil);
                mode(tree.resolve("bin/pg_ctl"), "rwx------");
                mode(tree.resolve("bin"), "rwxrwxrwx");
            }
        },
        ALL_IS_A_LINK {
            @Override
            void with(Path tree, Path evil) throws IOException {
                Path elsewhere = evil.resolveSibling("elsewhere");
                Files.move(tree, elsewhere);
                replace(elsewhere.resolve("bin/pg_ctl"), evil);
                Files.createSymbolicLink(tree, elsewhere);
            }
        };

        abstract void with(Path tree, Path evil) throws IOException;

        private static void replace(Path program, Path evil) throws IOException {
            Files.delete(program);
            Files.copy(evil, program, java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
        }

        private static void mode(Path file, String mode) throws IOException {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
        }
    }
}
