package dev.dlrbridge.gateway.signature;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dlrbridge.gateway.Callback;
import dev.dlrbridge.gateway.Trust;
import dev.dlrbridge.gateway.Verdict;
import dev.dlrbridge.gateway.Verdict.Reason;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Amazon SNS: an RSA signature inside the body, made with a certificate on a host of Amazon's, see
 * <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-verify-signature-of-message.html">verifying signatures</a>.
 */
final class AwsSnsSignature implements SignatureScheme {
    /** SNS repeats a message for about an hour without signing it anew. */
    private static final Tolerance AN_HOUR = new Tolerance(Duration.ofHours(1));

    private static final List<String> OF_NOTIFICATION =
            List.of("Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type");
    private static final List<String> OF_CONFIRMATION =
            List.of("Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type");

    /** What is signed, in this order, by the message's type; there are no other types. */
    private static final Map<String, List<String>> SIGNED = Map.of(
            "Notification",
            OF_NOTIFICATION,
            "SubscriptionConfirmation",
            OF_CONFIRMATION,
            "UnsubscribeConfirmation",
            OF_CONFIRMATION);

    /**
     * Names and values are signed with nothing but line breaks between them. Were those in the last ones, type and
     * topic, another topic's message could be presented as one of this.
     */
    private static final Set<String> MAY_HAVE_LINES = Set.of("Message", "Subject");

    private static final Map<String, String> ALGORITHMS = Map.of("1", "SHA1withRSA", "2", "SHA256withRSA");

    private final Option<AwsSnsTopic> topic;
    private final Option<Tolerance> tolerance;
    private final Option<Boolean> rawDelivery;

    AwsSnsSignature(Options options) {
        topic = options.required("topic", AwsSnsTopic::of);
        tolerance = options.optional("tolerance", AN_HOUR, Tolerance::of);
        rawDelivery = options.optional("rawDelivery", false, Option::isAccepted);
    }

    @Override
    public Set<String> secretNames() {
        return Set.of();
    }

    @Override
    public Verdict verify(Callback callback, Trust trust) {
        if (isAcceptedRaw(callback, trust.settings())) {
            return Verdict.AUTHENTIC;
        }
        JsonNode message = callback.json();
        if (message == null || !message.path("Signature").isTextual()) {
            return Verdict.refused(Reason.SIGNATURE_MISSING);
        }
        AwsSnsTopic expected = topic.in(trust.settings());
        Optional<URI> address =
                AwsSnsAddress.certificate(message.path("SigningCertURL").asText(), expected.host());
        if (address.isEmpty()
                || !isProper(message)
                || !expected.arn().equals(message.path("TopicArn").asText())) {
            return Verdict.refused(Reason.SIGNATURE_WRONG);
        }
        Optional<PublicKey> key = trust.certificates().find(address.get());
        return key.isPresent() ? verify(message, key.get(), trust) : new Verdict.NeedsCertificate(address.get());
    }

    private Verdict verify(JsonNode message, PublicKey key, Trust trust) {
        if (!isSigned(message, key)) {
            return Verdict.refused(Reason.SIGNATURE_WRONG);
        }
        return isRecent(message.path("Timestamp").asText(), trust)
                ? Verdict.AUTHENTIC
                : Verdict.refused(Reason.TIMESTAMP_OUTSIDE_TOLERANCE);
    }

    private static boolean isSigned(JsonNode message, PublicKey key) {
        try {
            Signature verification = Signature.getInstance(
                    ALGORITHMS.get(message.path("SignatureVersion").asText()));
            verification.initVerify(key);
            verification.update(signed(message).getBytes(StandardCharsets.UTF_8));
            return verification.verify(
                    Encoding.BASE64.decode(message.path("Signature").asText()));
        } catch (GeneralSecurityException e) {
            return false; // not a signature at all, or not an RSA key
        }
    }

    /** Each field that is there as name and value, a line each. */
    private static String signed(JsonNode message) {
        StringBuilder text = new StringBuilder(1024);
        for (String name : signedNames(message)) {
            if (message.hasNonNull(name)) {
                text.append(name)
                        .append('\n')
                        .append(message.get(name).asText())
                        .append('\n');
            }
        }
        return text.toString();
    }

    private boolean isRecent(String timestamp, Trust trust) {
        try {
            return tolerance.in(trust.settings()).includes(Instant.parse(timestamp), trust.now());
        } catch (DateTimeException e) {
            return false;
        }
    }

    /** Such messages are never signed. */
    private boolean isAcceptedRaw(Callback callback, Map<String, String> settings) {
        return rawDelivery.in(settings) && "true".equals(callback.header("x-amz-sns-rawdelivery"));
    }

    @Override
    public Callback covered(Callback callback, Map<String, String> settings) {
        if (isAcceptedRaw(callback, settings)) {
            return callback;
        }
        ObjectNode covered = JsonNodeFactory.instance.objectNode();
        JsonNode message = callback.json() == null ? covered : callback.json();
        for (String name : signedNames(message)) {
            if (message.hasNonNull(name)) {
                covered.set(name, message.get(name));
            }
        }
        return callback.onlyJson(covered);
    }

    private static List<String> signedNames(JsonNode message) {
        return SIGNED.getOrDefault(message.path("Type").asText(), List.of());
    }

    /** Whether it is of a known type and version, and its signed fields are texts that end where they seem to. */
    private static boolean isProper(JsonNode message) {
        List<String> names = signedNames(message);
        return !names.isEmpty()
                && ALGORITHMS.containsKey(message.path("SignatureVersion").asText())
                && names.stream().allMatch(name -> isProper(name, message.get(name)));
    }

    private static boolean isProper(String name, JsonNode value) {
        return value == null
                || value.isNull()
                || value.isTextual()
                        && (MAY_HAVE_LINES.contains(name) || value.textValue().indexOf('\n') < 0);
    }
}
