package dev.dlrbridge.demo;

import io.quarkus.qute.Engine;
import io.quarkus.qute.HtmlEscaper;
import io.quarkus.qute.Template;
import io.quarkus.qute.Variant;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The pages for developers. They are no templates of the service, which does not have them. */
final class DemoTemplates {
    private static final Engine ENGINE = Engine.builder()
            .addDefaults()
            .addResultMapper(new HtmlEscaper(List.of(Variant.TEXT_HTML)))
            .build();

    private DemoTemplates() {}

    /** A page's template, whose values are texts and maps: the engine reads these without reflection. */
    static Template load(String name) {
        try (InputStream in = DemoTemplates.class.getResourceAsStream(name)) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return ENGINE.parse(text, Variant.forContentType(MediaType.TEXT_HTML));
        } catch (IOException e) {
            throw new UncheckedIOException("the page " + name + " cannot be read", e);
        }
    }
}
