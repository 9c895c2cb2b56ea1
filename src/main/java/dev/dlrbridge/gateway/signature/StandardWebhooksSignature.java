package dev.dlrbridge.gateway.signature;

import dev.dlrbridge.gateway.Callback;
import dev.dlrbridge.gateway.Digests;
import dev.dlrbridge.gateway.Trust;
import dev.dlrbridge.gateway.Verdict;
import dev.dlrbridge.gateway.Verdict.Reason;
import java.security.PublicKey;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * <a href="https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md">Standard
 * Webhooks</a>: id, time and body, signed by HMAC-SHA256 ({@code v1}) or Ed25519 ({@code v1a}). Of several signatures in
 * the header, as while a secret is replaced, one is enough.
 */
final class StandardWebhooksSignature implements SignatureScheme {
    private static final String SHARED = "whsec_";
    private static final String PUBLIC = "whpk_";

    private final String secretName;
    private final Encoding keyEncoding;
    private final Headers standard;
    private final Headers otherwise;

    StandardWebhooksSignature(Options options) {
        secretName = options.name("secret", "signingKey");
        keyEncoding = options.fixed("keyEncoding", Encoding.BASE64, Encoding::ofKey);
        Option<Tolerance> tolerance = options.optional("tolerance", Tolerance.USUAL, Tolerance::of);
        boolean isNamed = options.has("headerPrefix");
        standard = Headers.of(options.fixed("headerPrefix", "webhook-", SignatureHeader::name), tolerance);
        otherwise = isNamed ? standard : Headers.of("svix-", tolerance);
    }

    /** The three headers, whose names begin alike. */
    private record Headers(String signature, TimestampedContent content) {
        static Headers of(String prefix, Option<Tolerance> tolerance) {
            SignedContent signed = SignedContent.of("{header:" + prefix + "id}.{timestamp}.{body}");
            return new Headers(
                    prefix + "signature",
                    new TimestampedContent(
                            Option.fixed(signed),
                            Option.fixed(prefix + "timestamp"),
                            tolerance,
                            new UnsignedParts(false, false)));
        }
    }

    @Override
    public Set<String> secretNames() {
        return Set.of(secretName);
    }

    @Override
    public boolean accepts(String secret) {
        return secret.startsWith(PUBLIC) ? publicKey(secret) != null : sharedKey(secret).length > 0;
    }

    @Override
    public Verdict verify(Callback callback, Trust trust) {
        Headers headers = headers(callback);
        String signatures = callback.header(headers.signature());
        return signatures == null
                ? Verdict.refused(Reason.SIGNATURE_MISSING)
                : headers.content()
                        .verify(
                                callback,
                                trust,
                                signed -> isSigned(
                                        signed,
                                        Stream.of(signatures.split(" "))
                                                .limit(SignatureHeader.MOST)
                                                .toList(),
                                        trust));
    }

    @Override
    public Callback covered(Callback callback, Map<String, String> settings) {
        return headers(callback).content().covered(callback, settings);
    }

    /** Those of Svix, who began the standard, only where the standard's are not. */
    private Headers headers(Callback callback) {
        boolean isStandard = callback.whole().header(standard.signature()) != null;
        return isStandard ? standard : otherwise;
    }

    private boolean isSigned(byte[] signed, List<String> signatures, Trust trust) {
        return trust.secrets()
                .hasOne(
                        secretName,
                        secret -> secret.startsWith(PUBLIC)
                                ? Ed25519Signature.isSignedByOne(publicKey(secret), signed, of("v1a,", signatures))
                                : isSigned(sharedKey(secret), signed, of("v1,", signatures)));
    }

    private static boolean isSigned(byte[] key, byte[] signed, List<byte[]> signatures) {
        return key.length > 0 && Digests.isOneOf(HmacAlgorithm.SHA256.mac(key, signed), signatures);
    }

    private static List<byte[]> of(String version, List<String> signatures) {
        return signatures.stream()
                .filter(signature -> signature.startsWith(version))
                .map(signature -> Encoding.BASE64.decode(signature.substring(version.length())))
                .toList();
    }

    private byte[] sharedKey(String secret) {
        boolean hasPrefix = keyEncoding != Encoding.TEXT && secret.startsWith(SHARED);
        return keyEncoding.decode(hasPrefix ? secret.substring(SHARED.length()) : secret);
    }

    private static PublicKey publicKey(String secret) {
        return PublicKeys.ed25519(secret.substring(PUBLIC.length()));
    }
}
