package dev.dlrbridge.gateway.signature;

import dev.dlrbridge.gateway.Callback;
import dev.dlrbridge.gateway.Trust;
import dev.dlrbridge.gateway.Verdict;
import dev.dlrbridge.gateway.Verdict.Reason;
import java.util.Map;
import java.util.Set;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.ErrorCodes;
import org.jose4j.jwt.consumer.InvalidJwtException;

/** A signed JSON Web Token in a header, see <a href="https://www.rfc-editor.org/rfc/rfc7519">RFC 7519</a>. */
final class JwtSignature implements SignatureScheme {
    private final String secretName;
    private final SignatureHeader header;
    private final JwtRules rules;
    private final JwtCover cover;

    JwtSignature(Options options) {
        secretName = options.name("secret", "signingKey");
        header = SignatureHeader.of(options);
        rules = JwtRules.of(options);
        cover = JwtCover.of(options);
    }

    @Override
    public Set<String> secretNames() {
        return Set.of(secretName);
    }

    @Override
    public boolean accepts(String secret) {
        return !rules.fitting(secret).isEmpty();
    }

    @Override
    public Verdict verify(Callback callback, Trust trust) {
        String token = header.single(callback, trust.settings());
        if (token == null) {
            return Verdict.refused(Reason.SIGNATURE_MISSING);
        }
        Reason refusal = Reason.SIGNATURE_WRONG;
        for (String secret : trust.secrets().of(secretName)) {
            Verdict verdict = verify(token, secret, callback, trust);
            if (!(verdict instanceof Verdict.NotAuthentic refused)) {
                return verdict;
            }
            refusal = refused.reason().compareTo(refusal) > 0 ? refused.reason() : refusal;
        }
        return Verdict.refused(refusal);
    }

    @Override
    public Callback covered(Callback callback, Map<String, String> settings) {
        boolean isForUrl = JwtRules.URL.equals(rules.audience().in(settings));
        return cover.covered(callback, header.single(callback, settings), isForUrl);
    }

    private Verdict verify(String token, String secret, Callback callback, Trust trust) {
        try {
            Map<String, String> settings = trust.settings();
            JwtClaims claims = rules.claims(token, secret, callback.url(), settings, trust.now());
            return Verdict.ofSignature(claims != null && isCanonical(token) && cover.isRight(claims, callback));
        } catch (InvalidJwtException e) {
            return Verdict.refused(isAboutTime(e) ? Reason.TIMESTAMP_OUTSIDE_TOLERANCE : Reason.SIGNATURE_WRONG);
        }
    }

    /** The library does not mind bits behind the last byte of the signature. */
    private static boolean isCanonical(String token) {
        return Encoding.BASE64URL.decode(token.substring(token.lastIndexOf('.') + 1)).length > 0;
    }

    /** The library looks at claims only when the signature is right. */
    private static boolean isAboutTime(InvalidJwtException e) {
        return e.hasErrorCode(ErrorCodes.EXPIRED)
                || e.hasErrorCode(ErrorCodes.NOT_YET_VALID)
                || e.hasErrorCode(ErrorCodes.ISSUED_AT_INVALID_PAST)
                || e.hasErrorCode(ErrorCodes.ISSUED_AT_INVALID_FUTURE);
    }
}
