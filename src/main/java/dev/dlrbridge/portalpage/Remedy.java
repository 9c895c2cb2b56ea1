package dev.dlrbridge.portalpage;

import java.util.Locale;
import java.util.Map;

/** What ends a portal's parking, as its users are told; by the codes for which portals are parked. */
public enum Remedy {
    /** An administrator opens the application, whose tokens are taken then. */
    OPEN,
    /** Somebody pays, or changes the plan. */
    PLAN,
    /** An administrator permits the method. */
    PERMIT,
    /** Whoever runs the portal's web server lets the calls through. */
    SERVER,
    /** Bitrix24's own support. */
    SUPPORT,
    /** Whoever runs the bridge, or has the application. */
    PROVIDER;

    private static final Map<String, Remedy> OTHERS = Map.ofEntries(
            Map.entry("OPERATOR", PROVIDER),
            Map.entry("INVALID_CLIENT", PROVIDER),
            Map.entry("WRONG_CLIENT", PROVIDER),
            Map.entry("ERROR_METHOD_NOT_FOUND", PROVIDER),
            Map.entry("PAYMENT_REQUIRED", PLAN),
            Map.entry("ACCESS_DENIED", PLAN),
            Map.entry("METHOD_CONFIRM_WAITING", PERMIT),
            Map.entry("METHOD_CONFIRM_DENIED", PERMIT),
            Map.entry("NO_AUTH_FOUND", SERVER),
            Map.entry("OVERLOAD_LIMIT", SUPPORT),
            Map.entry("PORTAL_DELETED", SUPPORT));

    private static final String HTTP = "HTTP_";

    /** What is not known may be mended by new tokens, which costs nothing to try. */
    static Remedy of(String reason) {
        return reason.startsWith(HTTP) ? SERVER : OTHERS.getOrDefault(reason, OPEN);
    }

    /** By which pages name it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
