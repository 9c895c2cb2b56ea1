package dev.dlrbridge.admin.access;

import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.security.Principal;
import java.util.Set;

/**
 * Who sent a request.
 *
 * @param name of the token
 * @param applications the only ones whose portals it may see and change; empty: all
 * @param address from where it came: an address, or the /64 of one of version 6
 */
public record Caller(String name, Role role, Set<String> applications, String address) implements Principal {

    /** The caller whom the mechanisms of this package have let in; null when it is none of theirs. */
    public static Caller of(ContainerRequestContext request) {
        return request.getSecurityContext().getUserPrincipal() instanceof Caller caller ? caller : null;
    }

    /**
     * The applications that a question is about: all of his, or the one that it names.
     *
     * @param clientId null for all
     * @throws NotFoundException when that one is not his business
     */
    public Set<String> asked(String clientId) {
        if (clientId == null) {
            return applications;
        }
        if (!mayUse(clientId)) {
            throw new NotFoundException();
        }
        return Set.of(clientId);
    }

    @Override
    public String getName() {
        return name;
    }

    boolean isLimited() {
        return !applications.isEmpty();
    }

    /** Whether the application's portals are his business. */
    public boolean mayUse(String clientId) {
        return !isLimited() || applications.contains(clientId);
    }
}
