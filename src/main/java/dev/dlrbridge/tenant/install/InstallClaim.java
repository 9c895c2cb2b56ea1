package dev.dlrbridge.tenant.install;

import dev.dlrbridge.bitrix24.TokenInfo;
import dev.dlrbridge.bitrix24.TokenPair;
import dev.dlrbridge.tenant.secret.Sha256;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * What a post says of an installation. Nothing proves who sent it: none of it is believed, and the portal it names is
 * not called, before the authorisation server has confirmed it. Never printed.
 *
 * @param portal the REST address; only its origin when the post says no more
 * @param serverEndpoint the authorisation server that the post names
 * @param language of whoever installs, such as {@code de}
 */
record InstallClaim(
        String clientId,
        String memberId,
        URI portal,
        Optional<URI> serverEndpoint,
        TokenPair tokens,
        Optional<String> applicationToken,
        Optional<String> language) {

    /** Whether the authorisation server says the same. */
    boolean isConfirmedBy(TokenInfo info) {
        return info.clientId().equals(clientId) && isConfirmedBy(info.memberId(), info.clientEndpoint());
    }

    boolean isConfirmedBy(String confirmedMemberId, URI confirmedEndpoint) {
        boolean namesPath = portal.getRawPath() != null && portal.getRawPath().length() > 1;
        return confirmedMemberId.equals(memberId)
                && origin(confirmedEndpoint).equalsIgnoreCase(origin(portal))
                && (!namesPath || portal.getRawPath().equals(confirmedEndpoint.getRawPath()));
    }

    InstallClaim with(TokenPair renewed) {
        return new InstallClaim(clientId, memberId, portal, serverEndpoint, renewed, applicationToken, language);
    }

    /**
     * Digest by which the same pair is known when it comes again: of the access token alone, since nobody vouches for the
     * refresh token beside it. A recorded post with another one must not cut the portal's chain.
     */
    byte[] proof() {
        return digest(clientId, tokens.accessToken());
    }

    /** Equal for posts that say the same, and for no others. */
    UUID fingerprint() {
        ByteBuffer digest = ByteBuffer.wrap(digest(
                clientId,
                memberId,
                portal.toString(),
                serverEndpoint.map(URI::toString).orElse(""),
                tokens.accessToken(),
                tokens.refreshToken(),
                applicationToken.orElse("")));
        return new UUID(digest.getLong(), digest.getLong());
    }

    private static byte[] digest(String... parts) {
        return Sha256.of(String.join("\0", parts));
    }

    byte[] toJson() {
        JsonObject json = new JsonObject()
                .put("clientId", clientId)
                .put("memberId", memberId)
                .put("portal", portal.toString())
                .put("serverEndpoint", serverEndpoint.map(URI::toString).orElse(null))
                .put("accessToken", tokens.accessToken())
                .put("refreshToken", tokens.refreshToken())
                .put("expiresAt", tokens.expiresAt())
                .put("applicationToken", applicationToken.orElse(null))
                .put("language", language.orElse(null));
        return json.encode().getBytes(StandardCharsets.UTF_8);
    }

    static InstallClaim ofJson(byte[] bytes) {
        JsonObject json = new JsonObject(new String(bytes, StandardCharsets.UTF_8));
        Instant expiresAt = json.getInstant("expiresAt");
        return new InstallClaim(
                json.getString("clientId"),
                json.getString("memberId"),
                URI.create(json.getString("portal")),
                Optional.ofNullable(json.getString("serverEndpoint")).map(URI::create),
                new TokenPair(json.getString("accessToken"), json.getString("refreshToken"), expiresAt),
                Optional.ofNullable(json.getString("applicationToken")),
                Optional.ofNullable(json.getString("language")));
    }

    private static String origin(URI address) {
        int usual = "http".equalsIgnoreCase(address.getScheme()) ? 80 : 443;
        int port = address.getPort() < 0 ? usual : address.getPort();
        return address.getScheme() + "://" + address.getHost() + ":" + port;
    }

    @Override
    public String toString() {
        return "InstallClaim[clientId=" + clientId + "]";
    }
}
