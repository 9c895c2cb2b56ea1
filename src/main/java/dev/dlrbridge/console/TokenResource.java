package dev.dlrbridge.console;

import dev.dlrbridge.admin.access.AdminTokens;
import dev.dlrbridge.admin.access.Caller;
import dev.dlrbridge.admin.access.Role;
import dev.dlrbridge.admin.access.TokenIssuer;
import dev.dlrbridge.admin.access.TokenView;
import dev.dlrbridge.admin.http.AdminPath;
import dev.dlrbridge.admin.http.PageRequest;
import dev.dlrbridge.admin.http.Problem;
import dev.dlrbridge.console.frame.Guarded;
import dev.dlrbridge.console.frame.Pages;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;

/** Who may administer, by which token. */
@Path(AdminPath.CONSOLE + "/tokens")
@Guarded
class TokenResource {
    private static final String ADDRESS = AdminPath.CONSOLE + "/tokens";
    private static final String CLIENT_IDS = "\\s*|\\s*[A-Za-z0-9._-]{1,128}(\\s*,\\s*[A-Za-z0-9._-]{1,128}){0,99}\\s*";

    private final AdminTokens tokens;
    private final TokenIssuer issuer;
    private final Pages pages;

    TokenResource(AdminTokens tokens, TokenIssuer issuer, Pages pages) {
        this.tokens = tokens;
        this.issuer = issuer;
        this.pages = pages;
    }

    @GET
    @RolesAllowed("admin")
    public Uni<Response> list(@Context ContainerRequestContext request, @Valid @BeanParam PageRequest page) {
        return show(request, page, "");
    }

    /** The answer is the only one that holds the token. */
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @RolesAllowed("admin")
    public Uni<Response> create(
            @Context ContainerRequestContext request,
            @Valid @BeanParam PageRequest page,
            @RestForm @NotNull @Pattern(regexp = "[A-Za-z0-9._-]{1,64}") String name,
            @RestForm @NotNull @Pattern(regexp = "viewer|operator|admin") String role,
            @RestForm @Pattern(regexp = CLIENT_IDS) String applications) {
        Set<String> only = applications == null || applications.isBlank()
                ? Set.of()
                : new TreeSet<>(List.of(applications.strip().split("\\s*,\\s*")));
        return issuer.issue(
                        name, Role.ofWord(role), only, null, Caller.of(request).name())
                .chain(issued -> issued.isPresent()
                        ? show(request, page, issued.get())
                        : Uni.createFrom().item(Problem.NAME_TAKEN.response()));
    }

    @POST
    @Path("{name}/revoke")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @RolesAllowed("admin")
    public Uni<Response> revoke(@RestPath String name) {
        return issuer.revoke(name).map(revoked -> revoked ? Pages.goTo(ADDRESS) : Problem.NOT_FOUND.response());
    }

    private Uni<Response> show(ContainerRequestContext request, PageRequest page, String made) {
        return tokens.list(page.key(), page.items())
                .map(found -> page.of(found, TokenView::name))
                .chain(found -> pages.show(
                        request,
                        frame -> Templates.tokens(
                                frame, found.items().stream().map(TokenRow::of).toList(), found.after(), made)));
    }

    /** @param applications the only ones that it may see and change; empty: all */
    public record TokenRow(
            String address,
            String name,
            String role,
            String applications,
            Instant createdAt,
            String createdBy,
            Instant expiresAt,
            Instant revokedAt) {
        static TokenRow of(TokenView token) {
            return new TokenRow(
                    ADDRESS + "/" + Addresses.encoded(token.name()),
                    token.name(),
                    token.role().word(),
                    String.join(", ", token.applications()),
                    token.createdAt(),
                    token.createdBy(),
                    token.expiresAt(),
                    token.revokedAt());
        }
    }
}
