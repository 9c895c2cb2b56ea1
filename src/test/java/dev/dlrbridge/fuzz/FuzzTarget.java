package dev.dlrbridge.fuzz;

import dev.dlrbridge.admin.AdminJsonFuzzTarget;
import dev.dlrbridge.bitrix24.AnswerFuzzTarget;
import dev.dlrbridge.gateway.signature.SignatureFuzzTarget;
import dev.dlrbridge.intake.IntakeFuzzTarget;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** What is fuzzed. */
enum FuzzTarget {
    /** Requests of gateways, from their path to what is journalled. */
    INTAKE(IntakeFuzzTarget.class, IntakeFuzzTarget::fuzzerTestOneInput, true, "intake", "gateway", "tenant"),
    /** Every shape of reports and every reader. */
    READER(ReaderFuzzTarget.class, ReaderFuzzTarget::fuzzerTestOneInput, true, "gateway"),
    /** Every signature scheme. */
    SIGNATURE(SignatureFuzzTarget.class, SignatureFuzzTarget::fuzzerTestOneInput, true, "gateway"),
    /** Answers of portals and of the authorisation server, and what follows from them. */
    BITRIX24(AnswerFuzzTarget.class, AnswerFuzzTarget::fuzzerTestOneInput, false, "bitrix24", "forwarding"),
    /** Bodies and parameters of the administration API. */
    ADMIN(AdminJsonFuzzTarget.class, AdminJsonFuzzTarget::fuzzerTestOneInput, false, "admin", "gateway", "tenant");

    private static final Path CORPUS = Path.of("src/test/resources/fuzz");
    private static final Path SAMPLES = Path.of("src/test/resources/gateways");

    private final Class<?> type;
    private final Consumer<byte[]> run;
    private final boolean takesSamples;
    private final List<String> rooms;

    FuzzTarget(Class<?> type, Consumer<byte[]> run, boolean takesSamples, String... rooms) {
        this.type = type;
        this.run = run;
        this.takesSamples = takesSamples;
        this.rooms = List.of(rooms);
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    String className() {
        return type.getName();
    }

    /** The classes in which new ways are looked for. */
    List<String> instrumented() {
        return Stream.concat(rooms.stream().map(room -> "dev.dlrbridge." + room + ".**"), Stream.of("org.jose4j.**"))
                .toList();
    }

    /** What was found worth keeping. */
    Path corpus() {
        return CORPUS.resolve(word());
    }

    /** Where inputs to begin with are. */
    List<Path> seeds() {
        return takesSamples ? List.of(corpus(), SAMPLES) : List.of(corpus());
    }

    /** Throws whatever is a finding. */
    void run(byte[] input) {
        run.accept(input);
    }
}
