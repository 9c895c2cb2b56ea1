package dev.dlrbridge.bitrix24;

import java.net.URI;

/**
 * What the authorisation server says of an access token: the one answer that a forger cannot give.
 *
 * @param memberId the account that the token is for
 * @param clientEndpoint the account's REST address; may be called, as far as can be told before it is resolved
 */
public record TokenInfo(String clientId, String memberId, URI clientEndpoint) {}
