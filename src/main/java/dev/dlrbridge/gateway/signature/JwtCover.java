package dev.dlrbridge.gateway.signature;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dlrbridge.gateway.Callback;
import dev.dlrbridge.gateway.Digests;
import dev.dlrbridge.gateway.reading.JsonBody;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.jose4j.jwt.JwtClaims;

/**
 * What a token covers of the request, by SHA-256 in claims or by repeating it.
 *
 * @param payloadHash name of the claim with the body's digest, as hexadecimal; empty if there is none
 * @param urlHash name of the claim with the digest of the address as called; empty if there is none
 * @param payloadIsBody whether the claims are a copy of the body
 */
record JwtCover(String payloadHash, String urlHash, boolean payloadIsBody, UnsignedParts unsigned) {
    static JwtCover of(Options options) {
        return new JwtCover(
                options.name("payloadHash", ""),
                options.name("urlHash", ""),
                options.fixed("payload", false, JwtCover::isBody),
                UnsignedParts.of(options));
    }

    boolean isRight(JwtClaims claims, Callback callback) {
        return isPayloadRight(claims, callback.body())
                && isHash(claims, urlHash, callback.url().getBytes(StandardCharsets.UTF_8))
                && (!payloadIsBody || repeats(json(claims), callback.json()));
    }

    /**
     * What the token of a request that is right covers; where it repeats the body, its own copy is read.
     *
     * @param isForUrl whether the address as called is the token's audience
     */
    Callback covered(Callback callback, String token, boolean isForUrl) {
        JsonNode copy = payloadIsBody ? payload(token) : null;
        if (repeats(copy, callback.json())) {
            return callback.onlyJson(copy);
        }
        boolean query = isForUrl || !urlHash.isEmpty() || unsigned.query();
        return callback.only(query, !payloadHash.isEmpty() || unsigned.body(), Set.of());
    }

    private static JsonNode json(JwtClaims claims) {
        return JsonBody.parse(claims.getRawJson().getBytes(StandardCharsets.UTF_8));
    }

    private static JsonNode payload(String token) {
        String[] parts = token == null ? new String[0] : token.split("\\.", -1);
        return parts.length < 2 ? null : JsonBody.parse(Encoding.BASE64URL.decode(parts[1]));
    }

    /** Without a body the claim may be left out. */
    private boolean isPayloadRight(JwtClaims claims, byte[] body) {
        return body.length == 0 && !claims.hasClaim(payloadHash) || isHash(claims, payloadHash, body);
    }

    private static boolean isHash(JwtClaims claims, String claim, byte[] content) {
        return claim.isEmpty()
                || claims.getClaimValue(claim) instanceof String hash
                        && Digests.isHexOf(Digests.digest("SHA-256", content), hash);
    }

    /** Each field of the body must be in the claims: nothing may be read that is not signed. */
    private static boolean repeats(JsonNode signed, JsonNode body) {
        if (body == null || signed == null || !body.isObject() || body.isEmpty()) {
            return false;
        }
        for (Map.Entry<String, JsonNode> field : body.properties()) {
            if (!field.getValue().equals(signed.get(field.getKey()))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isBody(String text) {
        if (!text.equals("body")) {
            throw new IllegalArgumentException("must be body");
        }
        return true;
    }
}
