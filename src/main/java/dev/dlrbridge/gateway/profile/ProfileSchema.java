package dev.dlrbridge.gateway.profile;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The JSON Schema by which editors help to write profiles; what it cannot say is checked when a profile is read. */
public final class ProfileSchema {
    private static final String FILE = "/gateways/profile.schema.json";
    private static final String TEXT = read();

    private ProfileSchema() {}

    public static String text() {
        return TEXT;
    }

    private static String read() {
        try (InputStream stream = ProfileSchema.class.getResourceAsStream(FILE)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
