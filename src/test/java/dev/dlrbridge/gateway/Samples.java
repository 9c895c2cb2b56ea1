package dev.dlrbridge.gateway;

import java.nio.file.Path;
import java.util.stream.Stream;

/** The samples of the gateways that come with the program. */
final class Samples {
    static final Path FOLDER = Path.of("src/test/resources/gateways");

    private Samples() {}

    static Stream<Sample> all() {
        return Sample.in(FOLDER).stream();
    }

    static Sample named(String gateway, String name) {
        return Sample.read(FOLDER.resolve(gateway).resolve(name + ".http"));
    }
}
