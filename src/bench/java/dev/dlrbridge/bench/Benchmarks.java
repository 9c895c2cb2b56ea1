package dev.dlrbridge.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Runs benchmarks: {@code NAME JAR DIRECTORY}, where the name is that of one, {@code forwarding} for all of those, or
 * {@code all}. Tables and figures go to the directory.
 */
public final class Benchmarks {
    private static final Map<String, Benchmark> OTHERS = new LinkedHashMap<>();
    private static final Map<String, Benchmark> FORWARDING = new LinkedHashMap<>();

    static {
        OTHERS.put("intake", IntakeBenchmark::run);
        OTHERS.put("retention", (jar, directory) -> RetentionBenchmark.run(directory));
        OTHERS.put("profiles", ProfilesBenchmark::run);
        OTHERS.put("reading", (jar, directory) -> ReadingBenchmark.run(directory));
        OTHERS.put("tenants", TenantBenchmark::run);
        OTHERS.put("growth", Growth::run);
        OTHERS.put("replicas", (jar, directory) -> Replicas.run(directory));
        OTHERS.put("startup", (jar, directory) -> StartUp.run(directory));
        FORWARDING.put("portal", (jar, directory) -> OnePortal.run(directory));
        FORWARDING.put("operating", (jar, directory) -> OperatingLimits.run(directory));
        FORWARDING.put("portals", (jar, directory) -> ThousandPortals.run(directory));
        FORWARDING.put("latency", (jar, directory) -> IdleLatency.run(directory));
        FORWARDING.put("isolation", (jar, directory) -> Isolation.run(directory));
        FORWARDING.put("stubborn", (jar, directory) -> StubbornMessages.run(directory));
        FORWARDING.put("whole", (jar, directory) -> Whole.run(directory));
        FORWARDING.put("confirmations", (jar, directory) -> Confirmations.run(directory));
        FORWARDING.put("backlog", (jar, directory) -> Backlog.run(directory));
    }

    private Benchmarks() {}

    public static void main(String[] arguments) throws Exception {
        for (Benchmark benchmark : named(arguments[0]).values()) {
            benchmark.run(Path.of(arguments[1]), Path.of(arguments[2]));
        }
        summarize(Path.of(arguments[2]));
        System.exit(0); // threads of Mutiny's own would go on for ever
    }

    /** One page of all tables that lie in the directory, each with the time and machine of its run. */
    private static void summarize(Path directory) throws IOException {
        Path summary = directory.resolve("benchmark.md");
        StringBuilder page = new StringBuilder("# Benchmark\n\nWritten by `./mvnw -Pbench verify`, never by hand.\n");
        try (Stream<Path> tables = Files.list(directory)) {
            for (Path table : tables.filter(file -> file.toString().endsWith(".md") && !file.equals(summary))
                    .sorted()
                    .toList()) {
                page.append('\n').append(Files.readString(table));
            }
        }
        Files.writeString(summary, page);
    }

    private static Map<String, Benchmark> named(String name) {
        Map<String, Benchmark> all = new LinkedHashMap<>(OTHERS);
        all.putAll(FORWARDING);
        return switch (name) {
            case "all" -> all;
            case "forwarding" -> FORWARDING;
            default -> {
                if (!all.containsKey(name)) {
                    throw new IllegalArgumentException(
                            "There is no benchmark " + name + "; there are all, forwarding, " + all.keySet());
                }
                yield Map.of(name, all.get(name));
            }
        };
    }

    private interface Benchmark {
        void run(Path jar, Path directory) throws Exception;
    }
}
