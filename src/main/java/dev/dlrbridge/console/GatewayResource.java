package dev.dlrbridge.console;

import dev.dlrbridge.admin.http.AdminPath;
import dev.dlrbridge.console.frame.Pages;
import dev.dlrbridge.gateway.Gateway;
import dev.dlrbridge.gateway.GatewayProfile;
import dev.dlrbridge.gateway.Gateways;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.TreeSet;
import org.jboss.resteasy.reactive.RestPath;

/** The catalogue: which gateways the bridge understands, and what to enter where. */
@Path(AdminPath.CONSOLE + "/gateways")
class GatewayResource {
    private final Gateways gateways;
    private final Pages pages;

    GatewayResource(Gateways gateways, Pages pages) {
        this.gateways = gateways;
        this.pages = pages;
    }

    @GET
    @RolesAllowed("viewer")
    public Uni<Response> list(@Context ContainerRequestContext request) {
        List<GatewayRow> rows = gateways.all().stream().map(GatewayRow::of).toList();
        return pages.show(request, frame -> Templates.gateways(frame, rows));
    }

    @GET
    @Path("{name}")
    @RolesAllowed("viewer")
    public Uni<Response> get(@Context ContainerRequestContext request, @RestPath String name) {
        GatewayRow row = GatewayRow.of(Lookup.present(gateways.find(name)));
        return pages.show(request, frame -> Templates.gateway(frame, row));
    }

    /**
     * A gateway as its pages show it.
     *
     * @param sendSide what is done where messages are sent, so that its reports lead to them
     * @param documentation addresses of the gateway's own
     */
    public record GatewayRow(
            String address,
            String name,
            String title,
            String sendSide,
            String retries,
            String methods,
            String signatures,
            List<String> documentation,
            List<Field> secrets,
            List<Field> settings) {
        static GatewayRow of(Gateway gateway) {
            GatewayProfile profile = gateway.profile();
            return new GatewayRow(
                    AdminPath.CONSOLE + "/gateways/" + gateway.name(),
                    gateway.name(),
                    profile.title(),
                    text(profile.sendSide()),
                    text(profile.retries()),
                    String.join(", ", new TreeSet<>(profile.methods())),
                    String.join(
                            ", ",
                            profile.signature().schemes().stream().distinct().toList()),
                    profile.documentation(),
                    profile.secrets().stream()
                            .map(secret -> new Field(secret.name(), secret.description(), "", secret.required()))
                            .toList(),
                    profile.settings().stream()
                            .map(setting -> new Field(
                                    setting.name(),
                                    setting.description(),
                                    text(setting.defaultValue()),
                                    setting.required()))
                            .toList());
        }
    }

    private static String text(String value) {
        return value == null ? "" : value;
    }

    /** What a channel of the gateway has to be given, or may be. */
    public record Field(String name, String description, String usual, boolean required) {}
}
