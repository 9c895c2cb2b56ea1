package dev.dlrbridge.portalpage;

import dev.dlrbridge.gateway.Gateway;
import dev.dlrbridge.gateway.Gateways;
import dev.dlrbridge.portalpage.Changes.Account;
import dev.dlrbridge.search.Arrivals;
import dev.dlrbridge.tenant.Channel;
import dev.dlrbridge.tenant.Portal;
import dev.dlrbridge.tenant.StoredChannel;
import dev.dlrbridge.tenant.template.Template;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jboss.resteasy.reactive.RestQuery;

/** The gateway account that a customer brings, where the application's template lets him. */
@Path(PagePath.PAGE + "/gateway")
@RolesAllowed(Visitor.ADMINISTRATOR)
class GatewayResource {
    private final OwnPortal own;
    private final Gateways gateways;
    private final EnteredAccount entered;
    private final Changes changes;
    private final Arrivals arrivals;
    private final Parts parts;

    GatewayResource(
            OwnPortal own, Gateways gateways, EnteredAccount entered, Changes changes, Arrivals arrivals, Parts parts) {
        this.own = own;
        this.gateways = gateways;
        this.entered = entered;
        this.changes = changes;
        this.arrivals = arrivals;
        this.parts = parts;
    }

    /** What the portal has to do with its template's gateways. */
    private record Situation(Portal portal, Template template, Optional<StoredChannel> channel) {
        /** The customer's own: what the template has made, or serves all of the application's portals, is his provider's. */
        Optional<Channel> own() {
            return channel.filter(stored -> stored.given().isEmpty())
                    .map(StoredChannel::channel)
                    .filter(found -> !found.isOfApplication());
        }
    }

    @GET
    public Uni<Response> get(@Context SecurityIdentity identity, @RestQuery @DefaultValue("") String gateway) {
        Visitor visitor = Visitor.of(identity);
        return situation(visitor).chain(found -> show(visitor, found, chosen(found, gateway), Set.of(), "", ""));
    }

    /** In the answer is the address for reports, and nowhere else. */
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Uni<Response> connect(@Context SecurityIdentity identity, MultivaluedMap<String, String> form) {
        Visitor visitor = Visitor.of(identity);
        return situation(visitor).chain(found -> {
            Gateway gateway = chosen(found, form.getFirst("gateway"));
            Account account = entered.of(gateway, form);
            Set<String> wrong = entered.wrong(gateway, account, found.template());
            return wrong.isEmpty()
                    ? connect(visitor, found, gateway, account)
                    : show(visitor, found, gateway, wrong, "", "");
        });
    }

    @POST
    @Path("address")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Uni<Response> address(@Context SecurityIdentity identity) {
        Visitor visitor = Visitor.of(identity);
        return situation(visitor)
                .chain(found -> changes.reveal(visitor, found.own().orElseThrow(NotFoundException::new))
                        .chain(url -> show(visitor, found, chosen(found, ""), Set.of(), "", url)));
    }

    /** What has just arrived at the portal's own channel; asked again and again while somebody looks. */
    @GET
    @Path("arrivals")
    public Uni<Response> arrivals(@Context SecurityIdentity identity) {
        Visitor visitor = Visitor.of(identity);
        return situation(visitor)
                .chain(found -> arrivals.last(found.own().orElseThrow(NotFoundException::new)))
                .chain(last -> parts.show(visitor, Templates.arrivals(last)));
    }

    private Uni<Response> connect(Visitor visitor, Situation found, Gateway gateway, Account account) {
        return changes.connect(visitor, found.portal(), found.template(), gateway, account, found.own())
                .chain(channel -> channel.isEmpty()
                        ? show(visitor, found, gateway, Set.of(), "full", "")
                        : situation(visitor)
                                .chain(now -> changes.reveal(visitor, channel.get())
                                        .chain(url -> show(visitor, now, gateway, Set.of(), "saved", url))));
    }

    private Uni<Response> show(
            Visitor visitor, Situation found, Gateway chosen, Set<String> wrong, String outcome, String url) {
        List<GatewayChoice> choices = found.template().gateways().stream()
                .flatMap(name -> gateways.find(name).stream())
                .map(GatewayChoice::of)
                .toList();
        GatewayView view = new GatewayView(
                own.gateway(found.channel()),
                found.own().isPresent(),
                url,
                choices,
                GatewayChoice.of(chosen),
                wrong,
                outcome);
        return parts.show(visitor, Templates.gateway(view));
    }

    private Uni<Situation> situation(Visitor visitor) {
        return own.of(visitor)
                .chain(portal -> Uni.combine()
                        .all()
                        .unis(own.choices(portal), own.channel(portal))
                        .asTuple()
                        .map(found -> new Situation(
                                portal, found.getItem1().orElseThrow(NotFoundException::new), found.getItem2())));
    }

    /** What is none of the choices is not there; the present one where nothing is chosen, or else the first. */
    private Gateway chosen(Situation found, String name) {
        List<String> choices = found.template().gateways();
        String usual = found.channel()
                .map(channel -> channel.channel().gateway())
                .filter(choices::contains)
                .orElse(choices.get(0));
        String wanted = name == null || name.isEmpty() ? usual : name;
        return Optional.of(wanted)
                .filter(choices::contains)
                .flatMap(gateways::find)
                .orElseThrow(NotFoundException::new);
    }
}
