package dev.dlrbridge.kubernetes;

import dev.dlrbridge.testing.Programs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Renders directories of {@code k8s} with the program that an operator uses, if there is one on this machine. */
final class Kustomize {
    private static final List<List<String>> PROGRAMS =
            List.of(List.of("kubectl", "kustomize"), List.of("kustomize", "build"));

    private Kustomize() {}

    static boolean isPresent() {
        return command().isPresent();
    }

    /** @return the YAML documents of all resources */
    static String render(Path directory) {
        List<String> words = new ArrayList<>(command().orElseThrow());
        words.add(directory.toString());
        try {
            Path errors = Files.createTempFile("kustomize", ".err");
            Process process =
                    new ProcessBuilder(words).redirectError(errors.toFile()).start();
            String output = new String(process.getInputStream().readAllBytes());
            if (process.waitFor() != 0) {
                throw new AssertionError(words + " failed: " + Files.readString(errors));
            }
            Files.delete(errors);
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Optional<List<String>> command() {
        return PROGRAMS.stream()
                .filter(words -> Programs.isOnPath(words.get(0)))
                .findFirst();
    }
}
