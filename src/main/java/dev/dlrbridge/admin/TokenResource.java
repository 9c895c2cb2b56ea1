package dev.dlrbridge.admin;

import dev.dlrbridge.admin.access.AdminTokens;
import dev.dlrbridge.admin.access.Caller;
import dev.dlrbridge.admin.access.Role;
import dev.dlrbridge.admin.access.TokenIssuer;
import dev.dlrbridge.admin.access.TokenView;
import dev.dlrbridge.admin.http.Page;
import dev.dlrbridge.admin.http.PageRequest;
import dev.dlrbridge.admin.http.Problem;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Future;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jboss.resteasy.reactive.RestPath;

/** Bearer tokens in the database, beside those of the configuration; other replicas know a change after ten seconds. */
@Path("/api/v1/tokens")
class TokenResource {
    private final AdminTokens tokens;
    private final TokenIssuer issuer;

    TokenResource(AdminTokens tokens, TokenIssuer issuer) {
        this.tokens = tokens;
        this.issuer = issuer;
    }

    @GET
    @RolesAllowed("admin")
    @Operation(summary = "List tokens, also revoked and expired ones")
    public Uni<Page<TokenView>> list(@Valid @BeanParam PageRequest page) {
        return tokens.list(page.key(), page.items()).map(found -> page.of(found, TokenView::name));
    }

    @POST
    @RolesAllowed("admin")
    @Operation(summary = "Make a token; it is shown in this answer only")
    public Uni<Response> create(@Context ContainerRequestContext request, @NotNull @Valid TokenRequest body) {
        Role role = Role.ofWord(body.role);
        Set<String> applications = body.applications == null ? Set.of() : body.applications;
        return issuer.issue(
                        body.name,
                        role,
                        applications,
                        body.expiresAt,
                        Caller.of(request).name())
                .map(issued -> issued.map(token -> Response.status(Response.Status.CREATED)
                                .entity(new NewToken(body.name, role, applications, token))
                                .build())
                        .orElseGet(Problem.NAME_TAKEN::response));
    }

    @DELETE
    @Path("{name}")
    @RolesAllowed("admin")
    @Operation(summary = "Revoke a token, for good")
    public Uni<Response> revoke(@RestPath String name) {
        return issuer.revoke(name).map(revoked -> revoked ? Response.noContent().build() : Problem.unknown("token"));
    }

    /**
     * A wish for a token.
     *
     * @param applications the only ones that it may see and change; absent: all
     * @param expiresAt null: never
     */
    @Schema(examples = """
            {"name":"billing","role":"operator","applications":["app.12345"],"expiresAt":"2099-01-01T00:00:00Z"}""")
    record TokenRequest(
            @NotNull @Pattern(regexp = "[A-Za-z0-9._-]{1,64}")
            String name,

            @NotNull @Pattern(regexp = "viewer|operator|admin")
            String role,

            @Size(min = 1, max = 100)
            Set<@NotNull @Pattern(regexp = ApplicationResource.CLIENT_ID) String> applications,

            @Future Instant expiresAt) {}

    /** The only answer that holds a token. */
    @RegisterForReflection // in a Response, where Quarkus does not see it
    record NewToken(String name, Role role, Set<String> applications, String token) {
        @Override
        public String toString() {
            return "NewToken[name=" + name + "]";
        }
    }
}
