package dev.dlrbridge.gateway.signature;

import java.security.Key;
import java.time.Instant;
import java.util.Map;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;

/**
 * What a token must be like: {@code exp} and {@code nbf} count where they are, {@code iat} where it must.
 *
 * @param issuer empty if any will do
 * @param audience {@code url} for the address as called; empty if any will do
 * @param issuedAt whether the token must tell when it was made, and not long ago
 */
record JwtRules(
        JwtAlgorithm algorithm,
        Option<String> issuer,
        Option<String> audience,
        boolean issuedAt,
        Option<Tolerance> tolerance) {
    static final String URL = "url";

    static JwtRules of(Options options) {
        return new JwtRules(
                options.fixed("algorithm", JwtAlgorithm.HS256, JwtAlgorithm::of),
                options.optional("issuer", ""),
                options.optional("audience", ""),
                options.fixed("issuedAt", false, JwtRules::requiredOrNot),
                options.optional("tolerance", Tolerance.USUAL, Tolerance::of));
    }

    /**
     * The claims of a token that is right; null if the secret is no key.
     *
     * @throws InvalidJwtException if the token is wrong, its signature first
     */
    JwtClaims claims(String token, String secret, String url, Map<String, String> settings, Instant now)
            throws InvalidJwtException {
        Key key = algorithm.key(secret);
        if (key == null) {
            return null;
        }
        int seconds = tolerance.in(settings).seconds();
        JwtConsumerBuilder rules = new JwtConsumerBuilder()
                .setVerificationKey(key)
                .setRelaxVerificationKeyValidation() // gateways let one choose short keys
                .setJwsAlgorithmConstraints(new AlgorithmConstraints(ConstraintType.PERMIT, algorithm.name()))
                .setEvaluationTime(NumericDate.fromMilliseconds(now.toEpochMilli()))
                .setAllowedClockSkewInSeconds(seconds);
        if (issuedAt) {
            rules.setRequireIssuedAt().setIssuedAtRestrictions(0, 0); // besides the allowed skew
        }
        if (!issuer.in(settings).isEmpty()) {
            rules.setExpectedIssuer(issuer.in(settings));
        }
        String expected = audience.in(settings);
        if (expected.isEmpty()) {
            rules.setSkipDefaultAudienceValidation();
        } else {
            rules.setExpectedAudience(expected.equals(URL) ? url : expected);
        }
        return rules.build().processToClaims(token);
    }

    private static boolean requiredOrNot(String text) {
        return switch (text) {
            case "required" -> true;
            case "optional" -> false;
            default -> throw new IllegalArgumentException("must be required or optional");
        };
    }
}
