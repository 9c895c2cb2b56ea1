package dev.dlrbridge.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.TimeUnit;

/** Bitrix24's own client for JavaScript, in the version that is written down, from the npm registry. */
public final class Sdk {
    private static final Path DECLARED = Path.of("src", "test", "sdk");
    private static final Path FETCHED = Path.of("target", "sdk");

    private Sdk() {}

    /** The directory with its modules; the test is skipped, and says so, where it cannot be had. */
    public static synchronized Path require() throws IOException, InterruptedException {
        assumeTrue(
                Programs.isOnPath("node") && Programs.isOnPath("npm"),
                "There is no node here: @bitrix24/b24jssdk is not tried");
        Files.createDirectories(FETCHED);
        Path lock = FETCHED.resolve("package-lock.json");
        Path declared = DECLARED.resolve("package-lock.json");
        if (!Files.exists(FETCHED.resolve("done")) || Files.mismatch(lock, declared) != -1) {
            Files.copy(
                    DECLARED.resolve("package.json"),
                    FETCHED.resolve("package.json"),
                    StandardCopyOption.REPLACE_EXISTING);
            Files.copy(declared, lock, StandardCopyOption.REPLACE_EXISTING);
            assumeTrue(fetch(), "npm could not fetch @bitrix24/b24jssdk: it is not tried");
            Files.writeString(FETCHED.resolve("done"), "");
        }
        return FETCHED.toAbsolutePath();
    }

    private static boolean fetch() throws IOException, InterruptedException {
        Process npm = new ProcessBuilder("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")
                .directory(FETCHED.toFile())
                .redirectErrorStream(true)
                .redirectOutput(FETCHED.resolve("log").toFile())
                .start();
        if (!npm.waitFor(120, TimeUnit.SECONDS)) {
            npm.destroyForcibly();
            return false;
        }
        return npm.exitValue() == 0;
    }
}
