package dev.dlrbridge.trace;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.dlrbridge.database.NotificationListener;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Whoever goes on after a failure of any kind tells {@link Failures} of it, or passes it on: a bug that is met there is
 * loud. What deals with one type of failure only, or with a time-out, need not.
 */
class NothingIsSilentTest {
    private static final Path SOURCES = Path.of("src/main/java/dev/dlrbridge");
    private static final String FAILURES = Failures.Place.class.getName() + ".note";
    private static final Set<String> PASSED_ON = Set.of(
            UniEmitter.class.getName() + ".fail",
            CompletableFuture.class.getName() + ".completeExceptionally",
            NotificationListener.class.getName() + ".failed");

    /** The sandbox is a program of its own, without the service's metrics and log; programs of one command say what failed. */
    private static final Set<String> OTHER_PROGRAMS = Set.of("sandbox", "launch");

    /** Why nothing that matters is lost there. */
    private static final Map<String, String> QUIET_CHAINS = Map.of(
            "database.ListenConnection.untilLost",
            "a sign of life that fails, however it does, ends the connection, and the next one is opened",
            "database.ListenConnection.release",
            "it is a connection that is given up; the pool notices its end by itself",
            "database.SchemaVersion.isCurrent",
            "one SQLSTATE: there is no schema yet");

    private static final Map<String, String> QUIET_CATCHES = Map.of(
            "gateway/SampleCheck.java", "a profile that throws fails its check, with the reason shown",
            "gateway/reading/XmlBody.java", "the platform's parser throws whatever it likes at a hostile body");

    /** {@code catch (Type | Type name) {} of types that a bug may be of. */
    private static final Pattern BROAD_CATCH = Pattern.compile(
            "catch \\((?:[\\w.]+ \\| )*(?:RuntimeException|Exception|Throwable|ExecutionException)\\b[^)]*\\) \\{");

    @Test
    void shouldTellOfFailuresThatAChainRecoversFrom() {
        Set<String> silent = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("dev.dlrbridge").stream()
                        .filter(type -> !isOfAnotherProgram(type))
                        .flatMap(type -> type.getCodeUnits().stream())
                        .filter(NothingIsSilentTest::goesOnAfterAnyFailure)
                        .filter(unit -> !reaches(unit, NothingIsSilentTest::isTold, new HashSet<>()))
                        .map(unit ->
                                unit.getOwner().getName().substring("dev.dlrbridge.".length()) + "." + unit.getName())
                        .collect(Collectors.toCollection(TreeSet::new));

        assertThat(silent).isEqualTo(new TreeSet<>(QUIET_CHAINS.keySet()));
    }

    @Test
    void shouldTellOfFailuresThatABroadCatchCatches() {
        assertThat(silentCatches()).isEqualTo(new TreeSet<>(QUIET_CATCHES.keySet()));
    }

    private static boolean isOfAnotherProgram(JavaClass type) {
        return OTHER_PROGRAMS.stream().anyMatch(room -> type.getPackageName().startsWith("dev.dlrbridge." + room));
    }

    private static boolean goesOnAfterAnyFailure(JavaCodeUnit unit) {
        Set<CodeUnitAccessTarget> called = unit.getCallsFromSelf().stream()
                .<CodeUnitAccessTarget>map(JavaCall::getTarget)
                .collect(Collectors.toSet());
        boolean recovers = called.stream()
                .anyMatch(target -> target.getOwner().getSimpleName().endsWith("OnFailure")
                        && target.getName().startsWith("recoverWith"));
        boolean ofAnyType = called.stream()
                .anyMatch(target -> target.getName().equals("onFailure")
                        && target.getRawParameterTypes().stream().noneMatch(type -> type.isEquivalentTo(Class.class)));
        boolean handles = called.stream()
                .anyMatch(target -> target.getName().equals("with")
                        && target.getOwner().getSimpleName().endsWith("Subscribe")
                        && target.getRawParameterTypes().size() > 1);
        boolean transforms = called.stream()
                .anyMatch(target -> target.getOwner().getSimpleName().endsWith("OnItemOrFailure")
                        && target.getName().startsWith("transform"));
        return recovers && ofAnyType || handles || transforms;
    }

    private static boolean isTold(JavaCodeUnitAccess<?> access) {
        String target = access.getTargetOwner().getName() + "." + access.getName();
        return target.equals(FAILURES) || PASSED_ON.contains(target);
    }

    /** By itself, or by methods of the same class that it uses. */
    private static boolean reaches(JavaCodeUnit unit, Predicate<JavaCodeUnitAccess<?>> wanted, Set<JavaCodeUnit> seen) {
        if (!seen.add(unit)) {
            return false;
        }
        Set<JavaCodeUnitAccess<?>> accesses = Stream.concat(
                        unit.getCallsFromSelf().stream(), unit.getCodeUnitReferencesFromSelf().stream())
                .collect(Collectors.toSet());
        return accesses.stream().anyMatch(wanted)
                || accesses.stream()
                        .filter(access -> access.getTargetOwner().equals(unit.getOwner()))
                        .flatMap(access -> access.getTarget().resolveMember().stream())
                        .map(JavaCodeUnit.class::cast)
                        .anyMatch(used -> reaches(used, wanted, seen));
    }

    private static Set<String> silentCatches() {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !OTHER_PROGRAMS.contains(
                            SOURCES.relativize(file).getName(0).toString()))
                    .filter(file -> hasSilentCatch(read(file)))
                    .map(file -> SOURCES.relativize(file).toString().replace('\\', '/'))
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean hasSilentCatch(String source) {
        Matcher caught = BROAD_CATCH.matcher(source);
        return caught.results()
                .map(found -> block(source, found.end()))
                .anyMatch(block -> Arrays.stream(new String[] {"failures.note(", "throw ", "completeExceptionally("})
                        .noneMatch(block::contains));
    }

    /** Up to the brace that closes it. */
    private static String block(String source, int start) {
        int depth = 1;
        int end = start;
        while (depth > 0) {
            char next = source.charAt(end++);
            depth += next == '{' ? 1 : next == '}' ? -1 : 0;
        }
        return source.substring(start, end);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
