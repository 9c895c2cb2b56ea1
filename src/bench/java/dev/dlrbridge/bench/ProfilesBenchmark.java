package dev.dlrbridge.bench;

import dev.dlrbridge.gateway.Gateways;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How long all profiles of the program take to load: when the packaged bridge starts, and alone in a new process. */
final class ProfilesBenchmark {
    private static final Pattern LOGGED = Pattern.compile("\\d+ gateways are known, read in (\\d+) ms");
    private static final int STARTS = 5;
    private static final double MOST_MILLISECONDS = 150;

    private ProfilesBenchmark() {}

    /** Prints a table, and leaves it in the directory. */
    static void run(Path jar, Path directory) throws IOException, InterruptedException {
        List<Double> starting = new ArrayList<>();
        List<Double> alone = new ArrayList<>();
        for (int start = 0; start < STARTS; start++) {
            try (BenchmarkedBridge bridge = BenchmarkedBridge.start(jar)) {
                starting.add(logged(bridge.log()));
            }
            alone.add(alone(jar));
        }
        Figures figures = new Figures("profiles", "Loading all profiles, median of " + STARTS + " new processes");
        figures.atMost("as the bridge starts", Statistics.median(starting), "ms", MOST_MILLISECONDS);
        figures.add("one core's time where nothing else ever ran", Statistics.median(alone), "ms");
        figures.write(directory);
    }

    private static double logged(String log) {
        Matcher line = LOGGED.matcher(log);
        if (!line.find()) {
            throw new IllegalStateException("the bridge does not say how long it has read gateways");
        }
        return Double.parseDouble(line.group(1));
    }

    /** With the classes of the packaged bridge before those of the build, where profiles are not compiled. */
    private static double alone(Path jar) throws IOException {
        Path packaged = jar.toAbsolutePath().getParent();
        String classPath = String.join(
                File.pathSeparator,
                packaged.resolve("app") + "/*",
                packaged.resolve("lib/main") + "/*",
                System.getProperty("java.class.path"));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-classpath",
                        classPath,
                        Alone.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        return Double.parseDouble(new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII));
    }

    /** What the new process runs. */
    static final class Alone {
        private Alone() {}

        public static void main(String[] arguments) {
            // Of this thread alone: what it runs is compiled beside it by others.
            ThreadMXBean threads = ManagementFactory.getThreadMXBean();
            long start = threads.getCurrentThreadCpuTime();
            if (Gateways.builtIn().all().isEmpty()) {
                throw new IllegalStateException("there are no gateways");
            }
            System.out.print((threads.getCurrentThreadCpuTime() - start) / 1e6);
        }
    }
}
