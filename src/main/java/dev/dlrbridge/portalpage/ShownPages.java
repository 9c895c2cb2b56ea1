package dev.dlrbridge.portalpage;

import dev.dlrbridge.tenant.install.OpenedPage;
import dev.dlrbridge.tenant.install.Outcome;
import dev.dlrbridge.tenant.install.PortalPages;
import dev.dlrbridge.web.Assets;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;

/**
 * The page as a portal opens it: no other site may frame it, and no script runs in it but the bridge's own, and Bitrix24's
 * where an installation is to be finished.
 *
 * @see <a href="https://apidocs.bitrix24.com/settings/app-installation/installation-finish.html">installFinish</a>
 */
@Singleton
class ShownPages implements PortalPages {
    private static final Assets ASSETS = Assets.ofPortalPage();
    private static final String VERSION = ASSETS.version();
    private static final String POLICY =
            "default-src 'none'; script-src 'self'%s; style-src 'self'; img-src 'self' data:; "
                    + "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors %s";

    private final PageTokens tokens;
    private final Conditions conditions;
    private final OwnPortal own;
    private final URI script;
    private final Clock clock;

    ShownPages(PageTokens tokens, Conditions conditions, OwnPortal own, PageConfig config, Clock clock) {
        this.tokens = tokens;
        this.conditions = conditions;
        this.own = own;
        this.script = config.bx24Script();
        this.clock = clock;
    }

    void serveFiles(@Observes Router router) {
        ASSETS.serve(router, PagePath.BELOW + "assets");
    }

    @Override
    public Uni<Response> show(OpenedPage page) {
        Visitor visitor = visitor(page);
        Shell shell = new Shell(
                visitor.language().tag(),
                VERSION,
                tokens.issue(visitor),
                page.installer() ? script.toString() : "",
                page.first());
        String policy = POLICY.formatted(
                page.installer() ? " " + origin(script) : "",
                origin(page.portal().clientEndpoint()));
        return Uni.combine()
                .all()
                .unis(conditions.of(page.portal()), own.choices(page.portal()))
                .asTuple()
                .chain(found -> Parts.html(
                        visitor.language(),
                        Templates.shell(
                                shell,
                                visitor,
                                found.getItem1(),
                                found.getItem2().isPresent())))
                .map(html -> Parts.answer(Response.Status.OK.getStatusCode(), html, policy));
    }

    /** Whoever frames it learns nothing from it. */
    @Override
    public Response refuse(Outcome outcome, Optional<String> language) {
        Language known = Language.of(language.orElse(""));
        Shell shell = new Shell(known.tag(), VERSION, "", "", false);
        String html = Templates.refused(shell, outcome.name().toLowerCase(Locale.ROOT))
                .setLocale(known.locale())
                .render();
        return Parts.answer(outcome.status(), html, POLICY.formatted("", "https: http:"));
    }

    /** Who opens a page with a token that was used before may be anybody who has recorded it, and changes nothing. */
    private Visitor visitor(OpenedPage page) {
        return new Visitor(
                page.portal().id(),
                page.portal().account(),
                page.user(),
                page.administrator() && page.first() && !page.user().isEmpty(),
                Language.of(page.language().orElse("")),
                clock.instant());
    }

    private static String origin(URI address) {
        return address.getScheme() + "://" + address.getRawAuthority();
    }
}
