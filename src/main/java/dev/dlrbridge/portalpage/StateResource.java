package dev.dlrbridge.portalpage;

import dev.dlrbridge.admin.audit.AuditLog;
import dev.dlrbridge.tenant.install.SetUpQueue;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** How the portal is. */
@Path(PagePath.PAGE)
class StateResource {
    private final OwnPortal own;
    private final Conditions conditions;
    private final SetUpQueue setUps;
    private final AuditLog audit;
    private final Parts parts;

    StateResource(OwnPortal own, Conditions conditions, SetUpQueue setUps, AuditLog audit, Parts parts) {
        this.own = own;
        this.conditions = conditions;
        this.setUps = setUps;
        this.audit = audit;
        this.parts = parts;
    }

    /** What an open page asks for now and then: the answer's header has the next token. */
    @GET
    @Path("token")
    @RolesAllowed(Visitor.USER)
    public Uni<Void> token(@Context SecurityIdentity identity) {
        return own.of(Visitor.of(identity)).replaceWithVoid();
    }

    @GET
    @Path("state")
    @RolesAllowed(Visitor.USER)
    public Uni<Response> state(@Context SecurityIdentity identity) {
        return show(Visitor.of(identity), false);
    }

    /** Has the senders registered soon. */
    @POST
    @Path("set-up")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @RolesAllowed(Visitor.ADMINISTRATOR)
    public Uni<Response> setUp(@Context SecurityIdentity identity) {
        Visitor visitor = Visitor.of(identity);
        return own.of(visitor)
                .chain(portal -> audit.around(
                        visitor.getName(),
                        Changes.ROLE,
                        "sender.register",
                        Changes.target(portal) + "/senders",
                        null,
                        () -> setUps.soon(portal.id())))
                .chain(() -> show(visitor, true));
    }

    private Uni<Response> show(Visitor visitor, boolean begun) {
        return own.of(visitor)
                .chain(portal -> Uni.combine()
                        .all()
                        .unis(conditions.of(portal), own.choices(portal))
                        .asTuple())
                .chain(found -> parts.show(
                        visitor,
                        Templates.state(
                                visitor, found.getItem1(), found.getItem2().isPresent(), begun)));
    }
}
