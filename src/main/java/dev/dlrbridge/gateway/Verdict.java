package dev.dlrbridge.gateway;

import java.net.URI;

/** Whether a request is proved to come from the gateway; unsigned gateways rest on the key in the address. */
public sealed interface Verdict {
    Verdict AUTHENTIC = new Authentic();

    /** Proved, or of a gateway that offers no proof. */
    record Authentic() implements Verdict {}

    record NotAuthentic(Reason reason) implements Verdict {}

    /** Not known before {@link VendorCertificates} has this certificate; the address is one of the vendor's own. */
    record NeedsCertificate(URI address) implements Verdict {}

    /** Why a request is refused; of several reasons the last one here tells most. */
    enum Reason {
        /** The channel lacks the secret to check with. */
        SECRET_MISSING,
        /** The channel lacks a setting that says how to check, or it is a wrong one. */
        SETTING_MISSING,
        SIGNATURE_MISSING,
        SIGNATURE_WRONG,
        TIMESTAMP_OUTSIDE_TOLERANCE
    }

    static Verdict refused(Reason reason) {
        return new NotAuthentic(reason);
    }

    /** For checks that end in one comparison. */
    static Verdict ofSignature(boolean matches) {
        return matches ? AUTHENTIC : new NotAuthentic(Reason.SIGNATURE_WRONG);
    }
}
