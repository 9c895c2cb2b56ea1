package dev.dlrbridge.gateway.signature;

import dev.dlrbridge.fuzz.FuzzedRequest;
import dev.dlrbridge.gateway.Callback;
import dev.dlrbridge.gateway.Secrets;
import dev.dlrbridge.gateway.Trust;
import dev.dlrbridge.gateway.Verdict;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Has every scheme check a request with a secret that nobody knows: each refuses it, and none fails. */
public final class SignatureFuzzTarget {
    private static final String UNKNOWN = "c2VjcmV0IG5vYm9keSBrbm93cw==";
    private static final PublicKey OF_VENDOR = newKeys("RSA");
    private static final List<Scheme> SCHEMES = Vector.all().map(Scheme::of).toList();

    private SignatureFuzzTarget() {}

    private record Scheme(Vector vector, Signature signature, Trust trust) {
        static Scheme of(Vector vector) {
            Map<String, List<String>> secrets = new TreeMap<>();
            vector.secrets()
                    .keySet()
                    .forEach(name -> secrets.put(
                            name, List.of(name.equals("publicKey") ? base64(newKeys("Ed25519")) : UNKNOWN)));
            Trust trust = new Trust(
                    new Secrets(secrets), vector.settings(), address -> Optional.of(OF_VENDOR), vector.clock());
            return new Scheme(vector, vector.scheme(), trust);
        }
    }

    /** The other half of the pair is forgotten: samples are not signed with it, and nothing ever will be. */
    private static PublicKey newKeys(String algorithm) {
        try {
            return KeyPairGenerator.getInstance(algorithm).generateKeyPair().getPublic();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String base64(PublicKey key) {
        return Base64.getEncoder().encodeToString(key.getEncoded());
    }

    /** Called by Jazzer at first, since it is the longest step when every class is instrumented. */
    public static void fuzzerInitialize() {
        fuzzerTestOneInput(new byte[0]);
    }

    /** Called by Jazzer for each input. */
    public static void fuzzerTestOneInput(byte[] input) {
        Callback callback = FuzzedRequest.of(input).callback();
        for (Scheme scheme : SCHEMES) {
            Verdict verdict = scheme.signature().verify(callback, scheme.trust());
            if (verdict == null || verdict instanceof Verdict.Authentic) {
                throw new AssertionError(scheme.vector().name() + " gave " + verdict);
            }
        }
    }
}
