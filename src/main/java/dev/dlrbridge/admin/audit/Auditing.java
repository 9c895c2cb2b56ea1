package dev.dlrbridge.admin.audit;

import dev.dlrbridge.admin.access.Caller;
import dev.dlrbridge.admin.http.AdminPath;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.Response;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.jboss.resteasy.reactive.server.SimpleResourceInfo;

/**
 * Writes an audit entry before each change and completes it after: without the first nothing is changed, and one without
 * an outcome says that it is not known.
 */
@Singleton
class Auditing {
    private static final Logger LOG = Logger.getLogger(Auditing.class);
    private static final String ENTRY = "dlrbridge.audit.entry";
    private static final Set<String> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
    private static final String RESOURCE = "Resource";
    private static final int LONGEST_TARGET = 1_000;

    private final AuditLog log;
    private final dev.dlrbridge.trace.Failures.Place failures;

    Auditing(AuditLog log, dev.dlrbridge.trace.Failures failures) {
        this.log = log;
        this.failures = failures.at("audit", Auditing.class);
    }

    @ServerRequestFilter(priority = Priorities.AUTHORIZATION + 2)
    Uni<Response> begin(ContainerRequestContext request, SimpleResourceInfo resource) {
        Caller caller = Caller.of(request);
        if (caller == null || SAFE.contains(request.getMethod())) {
            return Uni.createFrom().nullItem();
        }
        return log.begin(caller, action(resource), target(request))
                .invoke(id -> request.setProperty(ENTRY, id))
                .replaceWith((Response) null);
    }

    /** The change is made by now: an entry that cannot be completed must not make it look undone. */
    @ServerResponseFilter
    Uni<Void> end(ContainerRequestContext request, ContainerResponseContext response) {
        Object entry = request.getProperty(ENTRY);
        if (entry == null) {
            return Uni.createFrom().voidItem();
        }
        return log.end((Long) entry, response.getStatus(), (String) request.getProperty(ChangedFields.CHANGED))
                .onFailure()
                .invoke(failure -> {
                    LOG.warnf("The outcome of audit entry %d was not stored", entry);
                    failures.note("An audit entry has no outcome", failure);
                })
                .onFailure()
                .recoverWithNull();
    }

    private static String action(SimpleResourceInfo resource) {
        String name = resource.getResourceClass().getSimpleName();
        String subject = name.endsWith(RESOURCE) ? name.substring(0, name.length() - RESOURCE.length()) : name;
        return Character.toLowerCase(subject.charAt(0)) + subject.substring(1) + "." + resource.getMethodName();
    }

    private static String target(ContainerRequestContext request) {
        String path = request.getUriInfo().getRequestUri().getRawPath();
        String query = request.getUriInfo().getRequestUri().getRawQuery();
        String target = AdminPath.below(path) + (query == null ? "" : "?" + query);
        return target.substring(0, Math.min(target.length(), LONGEST_TARGET));
    }
}
