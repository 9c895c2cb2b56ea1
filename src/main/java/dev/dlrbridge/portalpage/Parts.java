package dev.dlrbridge.portalpage;

import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Makes answers of templates. */
@Singleton
class Parts {
    private static final String NOTHING_RUNS = "default-src 'none'; frame-ancestors 'none'";

    /** A part of a page that is open, in its language. */
    Uni<Response> show(Visitor visitor, TemplateInstance part) {
        return html(visitor.language(), part)
                .map(html -> answer(Response.Status.OK.getStatusCode(), html, NOTHING_RUNS));
    }

    /** @param policy what the browser may load, and who may frame it */
    static Response answer(int status, String html, String policy) {
        return Response.status(status)
                .type(MediaType.TEXT_HTML + ";charset=UTF-8")
                .header("Content-Security-Policy", policy)
                .header("Cache-Control", "no-store")
                .header("Referrer-Policy", "no-referrer")
                .header("X-Content-Type-Options", "nosniff")
                .entity(html)
                .build();
    }

    static Uni<String> html(Language language, TemplateInstance page) {
        return page.setLocale(language.locale()).createUni();
    }
}
