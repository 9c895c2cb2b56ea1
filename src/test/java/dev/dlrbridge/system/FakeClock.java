package dev.dlrbridge.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A wall clock for processes that can be put forward and back while they run, by
 * <a href="https://github.com/wolfcw/libfaketime">libfaketime</a>; where that is not installed, none is ever wrong.
 */
final class FakeClock {
    private static final List<Path> LIBRARIES = List.of(
            Path.of("/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1"),
            Path.of("/usr/lib/aarch64-linux-gnu/faketime/libfaketime.so.1"));

    private final Path offset;

    /** @param directory for the file that tells the processes how wrong they are */
    FakeClock(Path directory) {
        offset = directory.resolve("clock");
        put(Duration.ZERO);
    }

    static boolean isInstalled() {
        return LIBRARIES.stream().anyMatch(Files::exists);
    }

    /** How wrong the clock is, a second from now at the latest. */
    void put(Duration ahead) {
        try {
            Path next = Files.writeString(offset.resolveSibling("clock.next"), "%+d".formatted(ahead.toSeconds()));
            Files.move(next, offset, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Time spans stay true: the system's monotonic clock cannot jump. */
    Map<String, String> environment() {
        return LIBRARIES.stream()
                .filter(Files::exists)
                .findFirst()
                .map(this::preloading)
                .orElse(Map.of());
    }

    private Map<String, String> preloading(Path library) {
        Map<String, String> environment = new HashMap<>();
        environment.put("LD_PRELOAD", library.toString());
        environment.put("FAKETIME_TIMESTAMP_FILE", offset.toString());
        environment.put("FAKETIME_CACHE_DURATION", "1");
        environment.put("FAKETIME_DONT_FAKE_MONOTONIC", "1");
        // Else every waiting thread of a Java virtual machine spins.
        environment.put("FAKETIME_FORCE_MONOTONIC_FIX", "0");
        return environment;
    }
}
