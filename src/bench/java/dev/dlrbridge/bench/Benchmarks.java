package dev.dlrbridge.bench;

import java.nio.file.Path;

/** Runs the benchmarks of one name, or all: {@code NAME JAR DIRECTORY}; tables and figures go to the directory. */
public final class Benchmarks {
    private Benchmarks() {}

    public static void main(String[] arguments) throws Exception {
        Path jar = Path.of(arguments[1]);
        Path directory = Path.of(arguments[2]);
        switch (arguments[0]) {
            case "intake" -> IntakeBenchmark.run(jar, directory);
            case "tenants" -> TenantBenchmark.run(jar, directory);
            case "all" -> {
                IntakeBenchmark.run(jar, directory);
                TenantBenchmark.run(jar, directory);
            }
            default -> throw new IllegalArgumentException("There is no benchmark " + arguments[0]);
        }
    }
}
