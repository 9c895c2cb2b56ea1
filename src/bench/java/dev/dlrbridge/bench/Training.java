package dev.dlrbridge.bench;

import dev.dlrbridge.system.FreePort;
import dev.dlrbridge.system.OwnServer;
import dev.dlrbridge.system.Workplace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Makes the cache as the image's build does, by the same script. */
final class Training {
    private static final Path SCRIPT = Path.of("src", "main", "docker", "train.sh");
    private static final Path JAR = Path.of("target", "quarkus-app", "quarkus-run.jar");
    private static final long MINUTES = 5;

    private Training() {}

    static void make(Path cache, String options) throws IOException, InterruptedException {
        Path directory = Workplace.fresh("training");
        try (OwnServer database = new OwnServer(directory.resolve("database"))) {
            database.start();
            Map<String, String> settings = database.settings();
            Path log = directory.resolve("training.log");
            ProcessBuilder training = new ProcessBuilder(
                            "sh", SCRIPT.toString(), JAR.toAbsolutePath().toString(), cache.toString(), options)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            training.environment()
                    .putAll(Map.of(
                            "JAVA",
                                    Path.of(System.getProperty("java.home"), "bin", "java")
                                            .toString(),
                            "PORT", Integer.toString(FreePort.find()),
                            "DLRBRIDGE_DATABASE_URL", settings.get("dlrbridge.database.url"),
                            "DLRBRIDGE_DATABASE_USERNAME", settings.get("dlrbridge.database.username"),
                            "DLRBRIDGE_DATABASE_PASSWORD", settings.get("dlrbridge.database.password")));
            Process process = training.start();
            if (!process.waitFor(MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IllegalStateException("the training failed; see " + log);
            }
        }
    }
}
