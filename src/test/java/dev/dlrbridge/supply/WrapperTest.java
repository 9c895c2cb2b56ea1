package dev.dlrbridge.supply;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Maven that builds the bridge is the one whose sum is written down: another one is not even unpacked. */
class WrapperTest {
    private static final Path PROPERTIES = Path.of(".mvn", "wrapper", "maven-wrapper.properties");

    @TempDir
    Path directory;

    private Path ran;

    /** A download that brings another program, as from a registry that somebody has taken over. */
    @BeforeEach
    void serveAnotherProgram() throws IOException {
        ran = directory.resolve("ran");
        Path served = directory.resolve("served.zip");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(served))) {
            zip.putNextEntry(new ZipEntry("apache-maven-3.9.11/bin/mvn"));
            zip.write(("#!/bin/sh\ntouch " + ran + "\n").getBytes());
        }
        Path programs = Files.createDirectory(directory.resolve("programs"));
        program(programs.resolve("wget"), "for last; do :; done; cp " + served + " \"$last\"");
        // The same, as it would be unpacked, with the right to be run.
        program(
                programs.resolve("unzip"),
                "for last; do :; done; mkdir -p \"$last/apache-maven-3.9.11/bin\"; printf"
                        + " '#!/bin/sh\\ntouch " + ran + "\\n' >\"$last/apache-maven-3.9.11/bin/mvn\";"
                        + " chmod +x \"$last/apache-maven-3.9.11/bin/mvn\"");
    }

    @Test
    void shouldRunNoMavenOfAnotherSum() throws Exception {
        Process wrapper = wrapper(Files.readString(PROPERTIES));

        assertThat(wrapper.waitFor()).isNotZero();
        assertThat(new String(wrapper.getInputStream().readAllBytes()))
                .contains("Failed to validate Maven distribution");
        assertThat(ran).doesNotExist();
    }

    /** Shows that the other test would notice. */
    @Test
    void shouldRunWhateverComesWhereNoSumIsWrittenDown() throws Exception {
        Process wrapper = wrapper(Files.readString(PROPERTIES).replaceAll("distributionSha256Sum=.*", ""));

        assertThat(wrapper.waitFor()).isZero();
        assertThat(ran).exists();
    }

    private Process wrapper(String properties) throws IOException {
        Path project = Files.createDirectories(directory.resolve("project"));
        Files.copy(Path.of("mvnw"), project.resolve("mvnw"), java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
        Files.createDirectories(project.resolve(PROPERTIES).getParent());
        Files.writeString(project.resolve(PROPERTIES), properties);
        ProcessBuilder builder =
                new ProcessBuilder(project.resolve("mvnw").toString(), "--version").redirectErrorStream(true);
        builder.environment().put("MAVEN_USER_HOME", directory.resolve("maven").toString());
        builder.environment().merge("PATH", directory.resolve("programs").toString(), (old, ours) -> ours + ":" + old);
        return builder.start();
    }

    private static void program(Path file, String script) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
