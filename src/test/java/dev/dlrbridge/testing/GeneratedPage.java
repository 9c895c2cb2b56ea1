package dev.dlrbridge.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A page that is made of the code. With {@code -Ddocs.write=true} it is written anew; without it the
 * test fails when the page no longer says what the code does.
 */
public final class GeneratedPage {
    private static final boolean WRITE = Boolean.getBoolean("docs.write");

    private GeneratedPage() {}

    public static void assertCurrent(Path page, String generated) throws IOException {
        if (WRITE) {
            Files.writeString(page, generated);
        }
        assertThat(Files.readString(page))
                .as("%s is stale: run the test with -Ddocs.write=true", page)
                .isEqualTo(generated);
    }
}
