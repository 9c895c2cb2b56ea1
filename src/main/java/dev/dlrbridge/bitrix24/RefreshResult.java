package dev.dlrbridge.bitrix24;

import java.net.URI;
import java.util.Optional;

/** What became of a token refresh. */
public sealed interface RefreshResult {

    /**
     * The old pair is spent; this one must be stored before it is used.
     *
     * @param clientEndpoint the portal's present address, absent if missing or not one that may be called
     * @param memberId the account, absent if missing
     */
    record Renewed(TokenPair pair, Optional<URI> clientEndpoint, Optional<String> memberId) implements RefreshResult {}

    /**
     * The authorisation server said no.
     *
     * @param code upper-cased, such as {@code INVALID_GRANT}
     * @param status HTTP status; {@code wrong_client} comes with 200
     */
    record Refused(String code, int status) implements RefreshResult {}

    /**
     * No usable answer came.
     *
     * @param mayHaveRun whether the refresh token may be spent
     */
    record Failed(FailureKind kind, boolean mayHaveRun) implements RefreshResult {}
}
