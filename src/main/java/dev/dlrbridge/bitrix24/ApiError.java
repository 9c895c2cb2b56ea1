package dev.dlrbridge.bitrix24;

import java.util.Locale;

/**
 * An error as Bitrix24 states it.
 *
 * @param code upper-cased; may be numeric or empty
 * @param httpStatus status of the HTTP answer; 200 for a command of a batch
 * @param description at most 200 characters, may be empty; foreign text, therefore never printed or logged
 */
public record ApiError(String code, int httpStatus, String description) {
    private static final int LONGEST_DESCRIPTION = 200;

    public ApiError {
        code = code.toUpperCase(Locale.ROOT);
        description = description.length() > LONGEST_DESCRIPTION
                ? description.substring(0, LONGEST_DESCRIPTION)
                : description;
    }

    /** Whether it has this code. */
    public boolean is(ApiCode known) {
        return code.equals(known.name());
    }

    /** Whether our access token is the reason, so that a refresh may help; some portals say so by the status alone. */
    public boolean isDeadToken() {
        return code.isEmpty()
                ? httpStatus == 401
                : is(ApiCode.EXPIRED_TOKEN) || is(ApiCode.INVALID_TOKEN) || is(ApiCode.NO_AUTH_FOUND);
    }

    /** Whether nothing but the HTTP status was said, as by a web server in Bitrix24's place. */
    public boolean isWordless() {
        return code.isEmpty();
    }

    /** The code, or what stands for it where there is none, such as {@code HTTP_403}. */
    public String name() {
        return isWordless() ? "HTTP_" + httpStatus : code;
    }

    /** Tells the meanings of {@code ACCESS_DENIED} apart, which only its text does. */
    public AccessDenial denial() {
        return AccessDenial.of(this);
    }

    @Override
    public String toString() {
        return "ApiError[code=" + code + ", httpStatus=" + httpStatus + "]";
    }
}
