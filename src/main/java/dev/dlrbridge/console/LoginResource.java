package dev.dlrbridge.console;

import dev.dlrbridge.admin.access.KnownToken;
import dev.dlrbridge.admin.access.LoginLink;
import dev.dlrbridge.admin.access.Sessions;
import dev.dlrbridge.admin.access.TokenCheck;
import dev.dlrbridge.admin.http.AdminPath;
import dev.dlrbridge.console.frame.Guarded;
import dev.dlrbridge.console.frame.Pages;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;

/** Begins and ends sessions. */
@Path(AdminPath.CONSOLE)
class LoginResource {
    /** Where a login may lead: nowhere but to a page of the console. */
    private static final Pattern OURS = Pattern.compile("/console(/[A-Za-z0-9/._~%-]*)?(\\?[A-Za-z0-9/._~%&=+-]*)?");

    private final TokenCheck check;
    private final Sessions sessions;
    private final LoginLink link;
    private final Pages pages;

    LoginResource(TokenCheck check, Sessions sessions, LoginLink link, Pages pages) {
        this.check = check;
        this.sessions = sessions;
        this.link = link;
        this.pages = pages;
    }

    /** @param once the code of the link that is printed at the start */
    @GET
    @Path("login")
    @PermitAll
    public Uni<Response> login(
            @Context ContainerRequestContext request,
            @Context HttpServerRequest http,
            @RestQuery String to,
            @RestQuery String once) {
        Optional<KnownToken> known = once == null ? Optional.empty() : link.use(once);
        return known.isPresent()
                ? Uni.createFrom().item(begin(known.get(), http, to))
                : pages.show(request, frame -> Templates.login(frame, to, once == null ? "" : "used"));
    }

    @POST
    @Path("login")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @PermitAll
    public Uni<Response> begin(
            @Context ContainerRequestContext request,
            @Context HttpServerRequest http,
            @RestForm String token,
            @RestForm String to) {
        TokenCheck.Result result = check.of(token == null ? "" : token.strip(), http);
        if (result.token().isPresent()) {
            return Uni.createFrom().item(begin(result.token().get(), http, to));
        }
        String problem = result.blocked() ? "blocked" : "wrong";
        return pages.show(request, result.blocked() ? 429 : 401, frame -> Templates.login(frame, to, problem));
    }

    @POST
    @Path("logout")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @RolesAllowed("viewer")
    @Guarded
    public Response logout(@Context HttpServerRequest http) {
        return Pages.to(AdminPath.CONSOLE + "/login")
                .cookie(cookie(http, "").maxAge(0).build())
                .build();
    }

    private Response begin(KnownToken token, HttpServerRequest http, String to) {
        boolean ours = to != null && OURS.matcher(to).matches();
        return Pages.to(ours ? to : AdminPath.CONSOLE)
                .cookie(cookie(http, sessions.begin(token))
                        .maxAge((int) Sessions.LIFE.toSeconds())
                        .build())
                .build();
    }

    private static NewCookie.Builder cookie(HttpServerRequest http, String value) {
        return new NewCookie.Builder(Sessions.COOKIE)
                .value(value)
                .path(AdminPath.CONSOLE)
                .httpOnly(true)
                .secure(isEncrypted(http))
                .sameSite(NewCookie.SameSite.STRICT);
    }

    /** By TLS itself, or by a proxy that says so: at worst somebody's own session is refused by his own browser. */
    private static boolean isEncrypted(HttpServerRequest http) {
        return http.isSSL() || "https".equalsIgnoreCase(http.getHeader("X-Forwarded-Proto"));
    }
}
