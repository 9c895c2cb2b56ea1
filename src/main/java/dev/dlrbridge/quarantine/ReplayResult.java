package dev.dlrbridge.quarantine;

import java.util.Locale;

/** What became of one request's replay. */
public enum ReplayResult {
    /** It was understood, its reports are committed, and it has left quarantine. */
    REPLAYED,
    /** It is still not understood, at least in part; it stays. */
    UNREADABLE,
    /** It was kept unverified, and still does not verify; it stays. */
    NOT_AUTHENTIC,
    /** Its channel or gateway is gone, it cannot be decrypted, or its reports cannot be stored; it stays. */
    FAILED;

    /** The word in the API, and by which it is counted. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
