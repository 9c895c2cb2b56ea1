package dev.dlrbridge.tenant.setting;

import java.util.Locale;

/** What becomes of a channel's request that is not proved genuine. */
public enum OnBadSignature {
    /** It is answered 401, and nothing of it is kept. */
    REFUSE,
    /** It is answered like any other and kept, since many gateways never repeat; replayed only once it verifies. */
    QUARANTINE;

    /** The channel setting that chooses. */
    public static final String SETTING = "onBadSignature";

    /** The word in a channel's settings. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static OnBadSignature of(String word) {
        return QUARANTINE.word().equals(word) ? QUARANTINE : REFUSE;
    }
}
