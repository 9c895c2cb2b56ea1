package dev.dlrbridge.tenant;

import dev.dlrbridge.bitrix24.PortalAccess;

/** What became of the wish for a fresh access token. */
public sealed interface RefreshOutcome {

    /** This access token is newer than the stale one, and stored. */
    record Current(PortalAccess access) implements RefreshOutcome {}

    /** Another has the right to refresh, or has lost it without an answer: ask again later, in 90 s at most. */
    record Busy() implements RefreshOutcome {}

    /**
     * The authorisation server said no, and nobody has stored a newer pair meanwhile.
     *
     * @param code upper-cased, such as {@code INVALID_GRANT}
     * @param lasting whether it has said nothing better for a day
     */
    record Refused(String code, boolean lasting) implements RefreshOutcome {}

    /** The authorisation server gave no usable answer; the old pair is kept and may be tried again. */
    record Unavailable() implements RefreshOutcome {}
}
