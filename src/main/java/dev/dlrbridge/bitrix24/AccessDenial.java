package dev.dlrbridge.bitrix24;

import java.util.Locale;

/** Meanings of the error code {@code ACCESS_DENIED}. */
public enum AccessDenial {
    /** Another code. */
    NONE,
    /** The portal's plan has no REST API. */
    PLAN,
    /** The token belongs to no application. */
    NO_APPLICATION,
    /** The token's user is neither the message's author nor an administrator. */
    USER;

    static AccessDenial of(ApiError error) {
        if (!error.is(ApiCode.ACCESS_DENIED)) {
            return NONE;
        }
        String text = error.description().toLowerCase(Locale.ROOT);
        if (text.contains("application context")) {
            return NO_APPLICATION;
        }
        return text.contains("plan") ? PLAN : USER;
    }
}
