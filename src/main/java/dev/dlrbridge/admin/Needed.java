package dev.dlrbridge.admin;

import jakarta.annotation.Priority;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;
import java.util.Set;

/** The role that a call needs: reading is for all, a change for administrators, unless its method is marked. */
final class Needed {
    private static final String PROPERTY = "dlrbridge.needed";
    private static final Set<String> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    private Needed() {}

    static boolean isChange(ContainerRequestContext request) {
        return !SAFE.contains(request.getMethod());
    }

    private static Role role(ContainerRequestContext request) {
        Role marked = (Role) request.getProperty(PROPERTY);
        if (marked != null) {
            return marked;
        }
        return isChange(request) ? Role.ADMIN : Role.VIEWER;
    }

    /** Notes the mark of {@link OperatorMay}. */
    @Provider
    @OperatorMay
    @Priority(Priorities.AUTHORIZATION)
    static class MarkedForOperators implements ContainerRequestFilter {
        @Override
        public void filter(ContainerRequestContext request) {
            request.setProperty(PROPERTY, Role.OPERATOR);
        }
    }

    /** Notes the mark of {@link AdminOnly}. */
    @Provider
    @AdminOnly
    @Priority(Priorities.AUTHORIZATION)
    static class MarkedForAdministrators implements ContainerRequestFilter {
        @Override
        public void filter(ContainerRequestContext request) {
            request.setProperty(PROPERTY, Role.ADMIN);
        }
    }

    /** Refuses a caller whose role is too low, before anything of the body is read. */
    @Provider
    @Priority(Priorities.AUTHORIZATION + 1)
    static class Check implements ContainerRequestFilter {
        @Override
        public void filter(ContainerRequestContext request) {
            Caller caller = Caller.of(request);
            if (caller != null && !caller.role().includes(role(request))) {
                request.abortWith(Problem.FORBIDDEN.response());
            }
        }
    }
}
