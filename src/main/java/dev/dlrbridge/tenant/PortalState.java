package dev.dlrbridge.tenant;

import java.util.Locale;

/** Whether a portal can be called. */
public enum PortalState {
    /** It is called. */
    ACTIVE,
    /** It cannot be called until something changes there; its statuses wait. */
    PARKED,
    /** The application is no longer installed. */
    UNINSTALLED;

    /** The word in the database and in the API. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static PortalState of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
