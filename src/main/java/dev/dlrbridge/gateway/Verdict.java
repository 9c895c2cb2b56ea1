package dev.dlrbridge.gateway;

/** Whether a request is proved to come from the gateway; unsigned gateways rest on the key in the address. */
public sealed interface Verdict {
    Verdict AUTHENTIC = new Authentic();

    /** Proved, or of a gateway that offers no proof. */
    record Authentic() implements Verdict {}

    record NotAuthentic(Reason reason) implements Verdict {}

    /** Why a request is refused. */
    enum Reason {
        SIGNATURE_MISSING,
        SIGNATURE_WRONG,
        TIMESTAMP_OUTSIDE_TOLERANCE,
        /** The channel lacks the secret to check with. */
        SECRET_MISSING
    }

    static Verdict refused(Reason reason) {
        return new NotAuthentic(reason);
    }

    /** For checks that end in one comparison. */
    static Verdict ofSignature(boolean matches) {
        return matches ? AUTHENTIC : new NotAuthentic(Reason.SIGNATURE_WRONG);
    }
}
