package dev.dlrbridge.gateway.signature;

import dev.dlrbridge.gateway.Callback;
import dev.dlrbridge.gateway.Secrets;
import dev.dlrbridge.gateway.Trust;
import dev.dlrbridge.gateway.Verdict;
import dev.dlrbridge.gateway.fuzz.FuzzedRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Has every scheme check a request with a secret that nobody knows: each refuses it, and none fails. */
public final class SignatureFuzzTarget {
    private static final String UNKNOWN = "c2VjcmV0IG5vYm9keSBrbm93cw==";
    private static final String PUBLIC_KEY = "publicKey";
    private static final List<Scheme> SCHEMES = Vector.all().map(Scheme::of).toList();

    private SignatureFuzzTarget() {}

    private record Scheme(Vector vector, Signature signature, Trust trust) {
        static Scheme of(Vector vector) {
            Map<String, List<String>> secrets = new TreeMap<>();
            // A public key is no secret: it stays, and nobody can sign for it.
            vector.secrets()
                    .forEach((name, value) -> secrets.put(name, List.of(name.equals(PUBLIC_KEY) ? value : UNKNOWN)));
            Trust rotated = vector.trust();
            Trust trust = new Trust(new Secrets(secrets), rotated.settings(), rotated.certificates(), rotated.now());
            return new Scheme(vector, vector.scheme(), trust);
        }

        /** Signatures with a private key are right wherever they stand. */
        boolean isSample(Callback callback) {
            boolean hasPublicKey =
                    vector.secrets().isEmpty() || vector.secrets().containsKey(PUBLIC_KEY);
            return hasPublicKey && new String(callback.body(), StandardCharsets.UTF_8).contains("messageId");
        }
    }

    /** Called by Jazzer for each input. */
    public static void fuzzerTestOneInput(byte[] input) {
        Callback callback = FuzzedRequest.of(input);
        for (Scheme scheme : SCHEMES) {
            Verdict verdict = scheme.signature().verify(callback, scheme.trust());
            if (verdict == null || verdict instanceof Verdict.Authentic && !scheme.isSample(callback)) {
                throw new AssertionError(scheme.vector().name() + " gave " + verdict);
            }
        }
    }
}
