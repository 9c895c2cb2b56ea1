package dev.dlrbridge.admin.access;

import dev.dlrbridge.admin.http.AdminPath;
import dev.dlrbridge.admin.http.Problem;
import dev.dlrbridge.admin.http.QueryValues;
import dev.dlrbridge.job.run.Run;
import dev.dlrbridge.job.run.Runs;
import dev.dlrbridge.quarantine.QuarantineEntries;
import dev.dlrbridge.tenant.Channel;
import dev.dlrbridge.tenant.Channels;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Keeps a caller whose token is limited to applications to these: what is another's is not there for him, and what is not
 * known to be of one application is refused.
 */
@Singleton
class ApplicationLimit {
    private static final String CHANNELS = "/channels/";
    private static final String ALL_CHANNELS = "/channels";
    private static final String RUNS = "/runs/";
    private static final String QUARANTINE = "/quarantine/";

    /** Lists that leave out by themselves what is not the caller's, or hold the same for everybody. */
    private static final Set<String> LIMITED_LISTS = Set.of(
            "",
            "/applications",
            "/channels",
            "/gateways",
            "/quarantine",
            "/search",
            "/messages",
            "/portals",
            "/statistics");

    /** What everybody's session is begun and ended by. */
    private static final Set<String> OF_SESSIONS = Set.of("/login", "/logout");

    private final Channels channels;
    private final QuarantineEntries quarantine;
    private final Runs runs;

    ApplicationLimit(Channels channels, QuarantineEntries quarantine, Runs runs) {
        this.channels = channels;
        this.runs = runs;
        this.quarantine = quarantine;
    }

    /** @return null when the request may go on */
    @ServerRequestFilter(priority = Priorities.AUTHORIZATION + 1)
    Uni<Response> check(ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        if (caller == null || !caller.isLimited()) {
            return Uni.createFrom().nullItem();
        }
        String clientId = parameter(request, "clientId");
        if (clientId != null) {
            return Uni.createFrom().item(answer(caller.mayUse(clientId), "application"));
        }
        String path = AdminPath.below(request.getUriInfo().getPath());
        String application = request.getUriInfo().getQueryParameters().getFirst("application");
        if (application != null && path.equals(ALL_CHANNELS)) {
            return Uni.createFrom().item(answer(caller.mayUse(application), "application"));
        }
        UUID id = QueryValues.uuidOrNull(parameter(request, "id"));
        if (id != null && path.startsWith(CHANNELS)) {
            return channels.find(id).map(channel -> answer(isOf(caller, channel.map(Channel::clientId)), "channel"));
        }
        if (id != null && path.startsWith(RUNS)) {
            return runs.find(id).map(run -> answer(isOf(caller, run.map(Run::clientId)), "run"));
        }
        if (id != null && path.startsWith(QUARANTINE)) {
            return quarantine
                    .find(id)
                    .chain(entry -> entry.isPresent()
                            ? channels.find(entry.get().entry().channelId())
                            : Uni.createFrom().item(Optional.<Channel>empty()))
                    .map(channel -> answer(isOf(caller, channel.map(Channel::clientId)), "entry"));
        }
        boolean listed = OF_SESSIONS.contains(path)
                || request.getMethod().equals(HttpMethod.GET) && LIMITED_LISTS.contains(path);
        return Uni.createFrom().item(listed ? null : Problem.FORBIDDEN.response());
    }

    private static String parameter(ContainerRequestContext request, String name) {
        return request.getUriInfo().getPathParameters().getFirst(name);
    }

    private static boolean isOf(Caller caller, Optional<String> clientId) {
        return clientId.filter(caller::mayUse).isPresent();
    }

    /** What is another's is answered as what is not there at all. */
    private static Response answer(boolean permitted, String what) {
        return permitted ? null : Problem.unknown(what);
    }
}
