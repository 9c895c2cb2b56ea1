package dev.dlrbridge.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Runs Jazzer on one target after another, each in a process of its own: {@code SECONDS TARGET [keep]}, where the target is
 * one of {@link FuzzTarget} or {@code all}. Inputs found are in {@code target/fuzz}; with {@code keep} those that reach
 * new code go to the corpus. The exit code is 1 if anything was found that is none of the refusals there are.
 */
public final class Fuzzing {
    /** Jazzer's hooks for the JDK's Unsafe do not bear how Netty looks for it. */
    private static final String NOT_WATCHED_BY_JAZZER = "-Dio.netty.noUnsafe=true";

    /** Callers may give patterns of message ids, in a language that the bridge checks before. */
    private static final String PATTERNS_ARE_WANTED =
            "--disabled_hooks=com.code_intelligence.jazzer.sanitizers.RegexInjection";

    private static final String LONGEST_INPUT = "-max_len=4096";
    private static final Path FOUND = Path.of("target/fuzz");

    private final String seconds;
    private final boolean keep;

    private Fuzzing(String seconds, boolean keep) {
        this.seconds = seconds;
        this.keep = keep;
    }

    public static void main(String... arguments) throws IOException, InterruptedException {
        Fuzzing fuzzing = new Fuzzing(arguments[0], arguments.length > 2 && arguments[2].equals("keep"));
        List<String> findings = new ArrayList<>();
        for (FuzzTarget target : FuzzTarget.values()) {
            if (arguments[1].equals("all") || arguments[1].equals(target.word())) {
                System.out.printf("Fuzzing %s for %s s%n", target.word(), fuzzing.seconds);
                if (!fuzzing.fuzz(target)) {
                    findings.add(target.word());
                }
            }
        }
        System.out.println(findings.isEmpty() ? "Nothing was found." : "Found something in " + findings);
        System.exit(findings.isEmpty() ? 0 : 1);
    }

    private boolean fuzz(FuzzTarget target) throws IOException, InterruptedException {
        Path found = Files.createDirectories(FOUND.resolve(target.word()));
        List<String> folders = new ArrayList<>(List.of(found.toString()));
        target.seeds().forEach(folder -> folders.add(folder.toString()));
        boolean clean = jazzer(target, folders, "-max_total_time=" + seconds, "-timeout=20", "-print_final_stats=1");
        if (keep && clean) {
            keep(target, found);
        }
        return clean;
    }

    /** Beside the samples, which the tests run anyway; by lines that are reached, not by how often. */
    private void keep(FuzzTarget target, Path found) throws IOException, InterruptedException {
        Path merged = Files.createDirectories(FOUND.resolve(target.word() + "-merged"));
        for (Path folder : target.seeds()) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Files.write(merged.resolve(file.toString().replace('/', '_')), Files.readAllBytes(file));
                }
            }
        }
        jazzer(
                target,
                List.of(merged.toString(), found.toString()),
                "-merge=1",
                "-use_counters=0",
                "-use_value_profile=0");
        try (Stream<Path> files = Files.list(merged)) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                if (name.indexOf('_') < 0) {
                    Files.write(target.corpus().resolve(name), Files.readAllBytes(file));
                }
            }
        }
    }

    private static boolean jazzer(FuzzTarget target, List<String> folders, String... options)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                NOT_WATCHED_BY_JAZZER,
                "-classpath",
                System.getProperty("java.class.path"),
                "com.code_intelligence.jazzer.Jazzer",
                "--target_class=" + target.className(),
                "--instrumentation_includes=" + String.join(":", target.instrumented()),
                "--reproducer_path=" + FOUND,
                "-artifact_prefix=" + FOUND + "/" + target.word() + "-",
                PATTERNS_ARE_WANTED,
                LONGEST_INPUT));
        command.addAll(Arrays.asList(options));
        command.addAll(folders);
        Path log = FOUND.resolve(target.word() + ".log");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        int code = process.waitFor();
        try (Stream<String> lines = Files.lines(log)) {
            lines.filter(line -> line.startsWith("Done ") || line.startsWith("== ") || line.startsWith("artifact_"))
                    .forEach(System.out::println);
        }
        return code == 0;
    }
}
