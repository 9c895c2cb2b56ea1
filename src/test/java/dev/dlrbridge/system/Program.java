package dev.dlrbridge.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/** The packaged jar, or the native executable, as a process of its own, with its output in a file. */
final class Program implements AutoCloseable {
    private static final Path JAR = Path.of("target", "quarkus-app", "quarkus-run.jar");
    private static final String EXECUTABLE = System.getProperty("native.image.path", "");
    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

    /** Starts fast and needs little, at the price of speed later. */
    static final List<String> SPARING =
            List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:+ExitOnOutOfMemoryError");

    private final Process process;
    private final Path output;

    private Program(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /**
     * Starts the jar as an operator would; does not wait for anything.
     *
     * @param directory the working directory; the output is appended to {@code output.log} there
     * @param settings given as operators do: addresses, and what is the framework's, in {@code config/application.properties}
     *     there, and the rest, with all secrets, in the environment
     */
    static Program start(Path directory, Map<String, String> settings, String... arguments) {
        return start(directory, SPARING, Map.of(), settings, arguments);
    }

    /** The same with other options of the virtual machine, and variables of its environment. */
    static Program start(
            Path directory,
            List<String> virtualMachine,
            Map<String, String> environment,
            Map<String, String> settings,
            String... arguments) {
        List<String> words = new ArrayList<>(launcher(virtualMachine));
        if (!isNative()) {
            words.addAll(List.of("-jar", JAR.toAbsolutePath().toString()));
        }
        words.addAll(List.of(arguments));
        Path output = directory.resolve("output.log");
        ProcessBuilder builder = new ProcessBuilder(words)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
        // What configures the machine that runs the tests must not configure the bridge.
        builder.environment().keySet().removeIf(name -> name.startsWith("DLRBRIDGE_") || name.startsWith("QUARKUS_"));
        builder.environment().putAll(environment);
        try {
            configure(directory, settings, builder.environment());
            return new Program(builder.start(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void configure(Path directory, Map<String, String> settings, Map<String, String> environment)
            throws IOException {
        Properties file = new Properties();
        settings.forEach((key, value) -> {
            if (key.startsWith("quarkus.") || key.endsWith("url")) {
                file.setProperty(key, value);
            } else {
                environment.put(key.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_"), value);
            }
        });
        Path place = Files.createDirectories(directory.resolve("config"));
        try (Writer writer = Files.newBufferedWriter(place.resolve("application.properties"))) {
            file.store(writer, null);
        }
    }

    /** Whether the native executable is run in the place of the jar. */
    static boolean isNative() {
        return !EXECUTABLE.isBlank();
    }

    private static List<String> launcher(List<String> virtualMachine) {
        if (isNative()) {
            return List.of(Path.of(EXECUTABLE).toAbsolutePath().toString());
        }
        List<String> words = new ArrayList<>(List.of(JAVA.toString()));
        words.addAll(virtualMachine);
        return words;
    }

    long pid() {
        return process.pid();
    }

    /** What it has used so far. */
    Duration processorTime() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Ends it by SIGKILL: it can do nothing any more. */
    void kill() {
        process.destroyForcibly();
        awaitExit(Duration.ofSeconds(10));
    }

    /** Asks it to end by SIGTERM. */
    void terminate() {
        process.destroy();
    }

    /** @return the exit code; fails when it still runs after this time */
    int awaitExit(Duration patience) {
        try {
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError("still runs after " + patience + ":\n" + output());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What it, and those before it in the same directory, have printed so far. */
    String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        kill();
    }
}
