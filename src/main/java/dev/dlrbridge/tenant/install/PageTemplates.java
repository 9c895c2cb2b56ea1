package dev.dlrbridge.tenant.install;

import dev.dlrbridge.tenant.Portal;
import dev.dlrbridge.tenant.secret.Sha256;
import dev.dlrbridge.tenant.sender.SenderState;
import io.quarkus.qute.Engine;
import io.quarkus.qute.HtmlEscaper;
import io.quarkus.qute.RawString;
import io.quarkus.qute.Template;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.qute.Variant;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * The pages that a portal shows in a frame. What is put into them is escaped; no other site may frame them, and no script
 * runs in them but Bitrix24's own and the one line that ends the installation.
 *
 * @see <a href="https://apidocs.bitrix24.com/settings/app-installation/installation-finish.html">installFinish</a>
 */
@Singleton
public class PageTemplates {
    private static final String SCRIPT = "BX24.init(function () { BX24.installFinish(); });";
    private static final String POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors %s";

    private static final Engine ENGINE = Engine.builder()
            .addDefaults()
            .addResultMapper(new HtmlEscaper(List.of(Variant.TEXT_HTML)))
            .build();

    private final Template installed = load("/pages/installed.html");
    private final Template refused = load("/pages/refused.html");
    private final String scripts = "; script-src https://api.bitrix24.com 'sha256-"
            + Base64.getEncoder().encodeToString(Sha256.of(SCRIPT)) + "'";

    Response installed(Portal portal, SetUpReport report) {
        TemplateInstance page = installed
                .data("portal", portal.clientEndpoint().getAuthority())
                .data("sendersKnown", report.senders().isPresent())
                .data("senders", rows(report.senders().orElse(List.of())))
                .data("eventsBound", report.eventsBound())
                .data("script", new RawString(SCRIPT));
        return page(200, page, POLICY.formatted(origin(portal.clientEndpoint())) + scripts);
    }

    /** Whoever frames it learns nothing from it. */
    Response refusal(Outcome outcome) {
        return page(outcome.status(), refused.data("text", outcome.text()), POLICY.formatted("https:"));
    }

    private static Response page(int status, TemplateInstance page, String policy) {
        return Response.status(status)
                .type(MediaType.TEXT_HTML + ";charset=UTF-8")
                .header("Content-Security-Policy", policy)
                .header("Cache-Control", "no-store")
                .header("Referrer-Policy", "no-referrer")
                .header("X-Content-Type-Options", "nosniff")
                .entity(page.render())
                .build();
    }

    private static List<Map<String, String>> rows(List<SenderState> senders) {
        return senders.stream()
                .map(sender -> Map.of(
                        "code", sender.code(), "state", sender.agreement().word()))
                .toList();
    }

    private static String origin(URI address) {
        return address.getScheme() + "://" + address.getRawAuthority();
    }

    /** A page's template, whose values are texts and maps: the engine reads these without reflection. */
    public static Template load(String name) {
        try (InputStream in = PageTemplates.class.getResourceAsStream(name)) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return ENGINE.parse(text, Variant.forContentType(Variant.TEXT_HTML));
        } catch (IOException e) {
            throw new UncheckedIOException("the page " + name + " cannot be read", e);
        }
    }
}
