package dev.dlrbridge.tenant.install;

import java.net.URI;

/** What the authorisation server makes of an {@link InstallClaim}. */
sealed interface Verdict {

    /**
     * It is genuine.
     *
     * @param portal the portal's address as the authorisation server knows it
     * @param user Bitrix24's id of the tokens' user; empty if the portal does not say it
     * @param administrator whether the tokens' user may set statuses of other users' messages
     */
    record Proven(URI portal, String user, boolean administrator) implements Verdict {}

    /** The access token was too old to be judged; this claim holds a new pair, which must be stored before all else. */
    record Renewed(InstallClaim claim) implements Verdict {}

    /** It is not genuine, or not any more. */
    record Refuted() implements Verdict {}

    /** Nobody who could tell has answered. */
    record Undecided() implements Verdict {}
}
