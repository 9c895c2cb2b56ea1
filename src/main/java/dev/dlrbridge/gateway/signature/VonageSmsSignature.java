package dev.dlrbridge.gateway.signature;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dlrbridge.gateway.Callback;
import dev.dlrbridge.gateway.Digests;
import dev.dlrbridge.gateway.Parameters;
import dev.dlrbridge.gateway.Parameters.Parameter;
import dev.dlrbridge.gateway.Trust;
import dev.dlrbridge.gateway.Verdict;
import dev.dlrbridge.gateway.Verdict.Reason;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Vonage's SMS API: the parameter {@code sig} is a digest of all others in the order of their names, see
 * <a href="https://developer.vonage.com/en/getting-started/concepts/signing-messages">signing messages</a>.
 */
final class VonageSmsSignature implements SignatureScheme {
    private static final String SIGNATURE_SECRET = "signatureSecret";
    private static final String SIGNATURE = "sig";

    private final Option<VonageSmsAlgorithm> algorithm;
    private final Option<Tolerance> tolerance;

    VonageSmsSignature(Options options) {
        algorithm = options.optional("algorithm", VonageSmsAlgorithm.MD5HASH, VonageSmsAlgorithm::of);
        tolerance = options.optional("tolerance", Tolerance.USUAL, Tolerance::of);
    }

    @Override
    public Set<String> secretNames() {
        return Set.of(SIGNATURE_SECRET);
    }

    @Override
    public Verdict verify(Callback callback, Trust trust) {
        List<Parameter> parameters = parameters(callback);
        String claimed = first(parameters, SIGNATURE);
        String timestamp = first(parameters, "timestamp");
        if (claimed == null || timestamp == null) {
            return Verdict.refused(Reason.SIGNATURE_MISSING);
        }
        if (!parameters.stream().allMatch(VonageSmsSignature::isPlain)) {
            return Verdict.refused(Reason.SIGNATURE_WRONG);
        }
        String signed = signed(parameters);
        byte[] signature = Encoding.HEX.decode(claimed.strip());
        VonageSmsAlgorithm digest = algorithm.in(trust.settings());
        boolean matches = trust.secrets()
                .hasOne(SIGNATURE_SECRET, secret -> MessageDigest.isEqual(digest.digest(signed, secret), signature));
        return tolerance.in(trust.settings()).verdict(matches, timestamp, trust.now());
    }

    /** Of the one place where the signature is: form, JSON body or query. */
    @Override
    public Callback covered(Callback callback, Map<String, String> settings) {
        if (!callback.form().pairs().isEmpty()) {
            return callback.onlyParameters(Parameters.EMPTY, callback.form());
        }
        ObjectNode fields = jsonFields(callback);
        return fields == null ? callback.onlyParameters(callback.query(), Parameters.EMPTY) : callback.onlyJson(fields);
    }

    private static List<Parameter> parameters(Callback callback) {
        if (!callback.form().pairs().isEmpty()) {
            return callback.form().pairs();
        }
        ObjectNode json = jsonFields(callback);
        if (json == null) {
            return callback.query().pairs();
        }
        List<Parameter> fields = new ArrayList<>();
        json.properties()
                .forEach(field -> fields.add(
                        new Parameter(field.getKey(), field.getValue().asText())));
        return fields;
    }

    /** The members that are no objects or lists, since those are not signed; null without a JSON object. */
    private static ObjectNode jsonFields(Callback callback) {
        JsonNode json = callback.body().length == 0 || callback.isForm() ? null : callback.json();
        if (!(json instanceof ObjectNode object)) {
            return null;
        }
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        object.properties().forEach(field -> {
            if (field.getValue().isValueNode()) {
                fields.set(field.getKey(), field.getValue());
            }
        });
        return fields;
    }

    /** A name with these characters could hide other parameters, since only values have them replaced. */
    private static boolean isPlain(Parameter parameter) {
        return parameter.name().indexOf('&') < 0 && parameter.name().indexOf('=') < 0;
    }

    private static String first(List<Parameter> parameters, String name) {
        for (Parameter pair : parameters) {
            if (pair.name().equals(name)) {
                return pair.value();
            }
        }
        return null;
    }

    private static String signed(List<Parameter> parameters) {
        StringBuilder text = new StringBuilder(512);
        for (Parameter pair : SortedParameters.of(parameters)) {
            if (!pair.name().equals(SIGNATURE)) {
                String value = pair.value().replace('&', '_').replace('=', '_');
                text.append('&').append(pair.name()).append('=').append(value);
            }
        }
        return text.toString();
    }

    /** The account's setting. */
    enum VonageSmsAlgorithm {
        /** No HMAC: the secret follows the text. */
        MD5HASH {
            @Override
            byte[] digest(String signed, String secret) {
                return Digests.digest("MD5", (signed + secret).getBytes(StandardCharsets.UTF_8));
            }
        },
        MD5,
        SHA1,
        SHA256,
        SHA512;

        byte[] digest(String signed, String secret) {
            return HmacAlgorithm.of(name())
                    .mac(secret.getBytes(StandardCharsets.UTF_8), signed.getBytes(StandardCharsets.UTF_8));
        }

        static VonageSmsAlgorithm of(String name) {
            for (VonageSmsAlgorithm algorithm : values()) {
                if (algorithm.name().equalsIgnoreCase(name)) {
                    return algorithm;
                }
            }
            throw new IllegalArgumentException("must be md5hash, md5, sha1, sha256 or sha512");
        }
    }
}
