package dev.dlrbridge.admin;

import jakarta.ws.rs.container.ContainerRequestContext;

/** Who sent a request, by the name of the token. */
record Caller(String name, Role role) {
    private static final String PROPERTY = "dlrbridge.caller";

    void sends(ContainerRequestContext request) {
        request.setProperty(PROPERTY, this);
    }

    /** The caller whom {@link BearerToken} has let in. */
    static Caller of(ContainerRequestContext request) {
        return (Caller) request.getProperty(PROPERTY);
    }
}
