package dev.dlrbridge.tenant.lifecycle;

import dev.dlrbridge.tenant.Applications;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
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
    private final Clock clock;

    InstallResource(Applications applications, LifeCycle lifeCycle, InstallPage page, Clock clock) {
        this.applications = applications;
        this.lifeCycle = lifeCycle;
        this.page = page;
        this.clock = clock;
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Uni<Response> open(
            @RestPath String clientId,
            @RestQuery("DOMAIN") String domain,
            @RestQuery("PROTOCOL") String protocol,
            MultivaluedMap<String, String> form) {
        LifeCycleForm post = new LifeCycleForm(clientId, form, clock);
        if (form.containsKey("event")) {
            return lifeCycle.handle(clientId, post.event()).map(Outcome::response);
        }
        Optional<InstallClaim> claim = post.claimOfPage(domain, protocol);
        return applications.find(clientId).flatMap(application -> {
            if (application.isEmpty()) {
                return Uni.createFrom().item(page.refusal(Outcome.UNKNOWN_APPLICATION));
            }
            return claim.map(page::open).orElseGet(() -> Uni.createFrom().item(page.refusal(Outcome.INCOMPLETE)));
        });
    }
}
