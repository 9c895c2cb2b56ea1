package dev.dlrbridge.bitrix24;

import java.net.URI;
import java.util.Optional;

/**
 * The answer to a refresh: the old pair is spent, and this one must be stored before it is used.
 *
 * @param clientEndpoint the portal's present address, absent if missing or not one that may be called
 * @param memberId the account, absent if missing
 */
public record RenewedTokens(TokenPair pair, Optional<URI> clientEndpoint, Optional<String> memberId) {}
