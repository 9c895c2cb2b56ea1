package dev.dlrbridge.kubernetes;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/** How many connections to the database one replica may open, by its own configuration. */
final class Connections {
    /** That which listens for work of other replicas is in no pool. */
    private static final int LISTENING = 1;

    private Connections() {}

    static int ofOneReplica() {
        Properties properties = new Properties();
        try (Reader file = Files.newBufferedReader(Path.of("src/main/resources/application.properties"))) {
            properties.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return LISTENING
                + Integer.parseInt(properties.getProperty("quarkus.datasource.jdbc.max-size"))
                + Integer.parseInt(properties.getProperty("quarkus.datasource.reactive.max-size"));
    }
}
