package dev.dlrbridge.tenant.install;

import dev.dlrbridge.tenant.Applications;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/**
 * The application's installer and page, which a portal opens in a frame; an application without a page has its events
 * posted here or to {@link EventResource}, as its vendor pleases.
 */
@Path("/bitrix24/install/{clientId}")
class InstallResource {
    private final Applications applications;
    private final LifeCycle lifeCycle;
    private final InstallPage page;
    private final Sender sender;
    private final Clock clock;

    InstallResource(Applications applications, LifeCycle lifeCycle, InstallPage page, Sender sender, Clock clock) {
        this.applications = applications;
        this.lifeCycle = lifeCycle;
        this.page = page;
        this.sender = sender;
        this.clock = clock;
    }

    @POST
    @PermitAll
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Uni<Response> open(
            @RestPath String clientId,
            @RestQuery("DOMAIN") String domain,
            @RestQuery("PROTOCOL") String protocol,
            @RestQuery("LANG") String language,
            @Context HttpServerRequest connection,
            @Context HttpHeaders headers,
            byte[] body) {
        LifeCycleForm post = LifeCycleForm.of(clientId, body, clock);
        String from = sender.of(connection, headers);
        if (post.isEvent()) {
            return lifeCycle.handle(clientId, post.event(), from).map(Outcome::response);
        }
        Optional<InstallClaim> claim = post.claimOfPage(domain, protocol, language);
        return applications.find(clientId).flatMap(application -> {
            if (application.isEmpty()) {
                return Uni.createFrom().item(page.refusal(Outcome.UNKNOWN_APPLICATION));
            }
            return claim.map(made -> page.open(made, from))
                    .orElseGet(() -> Uni.createFrom().item(page.refusal(Outcome.INCOMPLETE)));
        });
    }
}
