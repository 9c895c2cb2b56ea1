package dev.dlrbridge.bench;

import java.io.IOException;
import java.nio.file.Path;

/** Takes the compression from the packaged program, as the image's build does, by the same program. */
final class StoredJars {
    private static final Path PROGRAM = Path.of("src", "main", "docker", "StoreJars.java");
    private static final Path PACKAGE = Path.of("target", "quarkus-app");

    private StoredJars() {}

    static void make() throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process = new ProcessBuilder(java, PROGRAM.toString(), PACKAGE.toString())
                .inheritIO()
                .start();
        if (process.waitFor() != 0) {
            throw new IllegalStateException("the jars could not be written anew");
        }
    }
}
