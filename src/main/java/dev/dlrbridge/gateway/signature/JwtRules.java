package dev.dlrbridge.gateway.signature;

import java.time.Instant;
import java.util.List;
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
 * @param algorithms those that a token may be signed with, as far as the secret is a key of that kind
 * @param issuer empty if any will do
 * @param audience {@code url} for the address as called; empty if any will do
 * @param issuedAt whether the token must tell when it was made, and not long ago
 */
record JwtRules(
        List<JwtAlgorithm> algorithms,
        Option<String> issuer,
        Option<String> audience,
        boolean issuedAt,
        Option<Tolerance> tolerance) {
    static final String URL = "url";

    static JwtRules of(Options options) {
        return new JwtRules(
                algorithms(options),
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
        List<JwtAlgorithm> fitting = fitting(secret);
        if (fitting.isEmpty()) {
            return null;
        }
        int seconds = tolerance.in(settings).seconds();
        JwtConsumerBuilder rules = new JwtConsumerBuilder()
                .setVerificationKey(fitting.get(0).key(secret))
                .setRelaxVerificationKeyValidation() // gateways let one choose short keys
                .setJwsAlgorithmConstraints(new AlgorithmConstraints(
                        ConstraintType.PERMIT,
                        fitting.stream().map(JwtAlgorithm::name).toArray(String[]::new)))
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

    /** Those that the secret is a key for, all of one kind: everybody has a public key, so it never counts as shared. */
    List<JwtAlgorithm> fitting(String secret) {
        List<JwtAlgorithm> byOwner = fitting(secret, false);
        return byOwner.isEmpty() ? fitting(secret, true) : byOwner;
    }

    private List<JwtAlgorithm> fitting(String secret, boolean shared) {
        return algorithms.stream()
                .filter(algorithm -> algorithm.isShared() == shared && algorithm.key(secret) != null)
                .toList();
    }

    private static List<JwtAlgorithm> algorithms(Options options) {
        List<JwtAlgorithm> algorithms = options.list("algorithm", JwtAlgorithm::of);
        return algorithms.isEmpty() ? List.of(JwtAlgorithm.HS256) : algorithms;
    }

    private static boolean requiredOrNot(String text) {
        return switch (text) {
            case "required" -> true;
            case "optional" -> false;
            default -> throw new IllegalArgumentException("must be required or optional");
        };
    }
}
