package dev.dlrbridge.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program by which the image's build takes the compression from the jars. */
class StoreJarsTest {
    private static final Path PROGRAM = Path.of("src", "main", "docker", "StoreJars.java");

    @TempDir
    Path directory;

    @Test
    void aCompressedJarHasTheSameEntriesInTheSameOrderAfterwardsButStored() throws Exception {
        Path jar = Files.createDirectories(directory.resolve("lib")).resolve("some.jar");
        write(jar);

        int exitCode = run(directory);

        assertThat(exitCode).isZero();
        try (JarFile stored = new JarFile(jar.toFile())) {
            List<JarEntry> entries = Collections.list(stored.entries());
            assertThat(entries)
                    .extracting(ZipEntry::getName)
                    .containsExactly("META-INF/MANIFEST.MF", "a/", "a/B.class");
            assertThat(entries).extracting(ZipEntry::getMethod).containsOnly(ZipEntry.STORED);
            assertThat(stored.getManifest().getMainAttributes().getValue("Multi-Release"))
                    .isEqualTo("true");
            assertThat(stored.getInputStream(entries.get(2)).readAllBytes()).isEqualTo(content());
        }
        assertThat(directory.resolve("lib")).isDirectoryNotContaining(file -> !file.equals(jar));
    }

    @Test
    void whatIsNoJarStopsTheBuild() throws Exception {
        Files.writeString(directory.resolve("broken.jar"), "no zip");

        assertThat(run(directory)).isNotZero();
    }

    private static void write(Path jar) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().putValue("Manifest-Version", "1.0");
        manifest.getMainAttributes().putValue("Multi-Release", "true");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            out.putNextEntry(new ZipEntry("a/"));
            out.putNextEntry(new ZipEntry("a/B.class"));
            out.write(content());
        }
    }

    private static byte[] content() {
        return "the same again, ".repeat(100).getBytes(StandardCharsets.US_ASCII);
    }

    private static int run(Path directory) throws IOException, InterruptedException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        PROGRAM.toString(),
                        directory.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }
}
