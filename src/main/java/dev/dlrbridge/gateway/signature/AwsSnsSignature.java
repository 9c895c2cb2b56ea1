package dev.dlrbridge.gateway.signature;

import com.fasterxml.jackson.databind.JsonNode;
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

    private final Option<String> topic;
    private final Option<Tolerance> tolerance;
    private final Option<Boolean> rawDelivery;

    AwsSnsSignature(Options options) {
        topic = options.optional("topic", "");
        tolerance = options.optional("tolerance", AN_HOUR, Tolerance::of);
        rawDelivery = options.optional("rawDelivery", false, AwsSnsSignature::acceptedOrNot);
    }

    @Override
    public Set<String> secretNames() {
        return Set.of();
    }

    @Override
    public Verdict verify(Callback callback, Trust trust) {
        if (rawDelivery.in(trust.settings()) && "true".equals(callback.header("x-amz-sns-rawdelivery"))) {
            return Verdict.AUTHENTIC; // such messages are never signed
        }
        JsonNode message = callback.json();
        if (message == null || !message.path("Signature").isTextual()) {
            return Verdict.refused(Reason.SIGNATURE_MISSING);
        }
        Optional<URI> address =
                AwsSnsAddress.parse(message.path("SigningCertURL").asText());
        String expectedTopic = topic.in(trust.settings());
        boolean otherTopic = !expectedTopic.isEmpty()
                && !expectedTopic.equals(message.path("TopicArn").asText());
        if (address.isEmpty() || otherTopic) {
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
        String algorithm = message.path("SignatureVersion").asText().equals("2") ? "SHA256withRSA" : "SHA1withRSA";
        try {
            Signature verification = Signature.getInstance(algorithm);
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
        boolean notification = message.path("Type").asText().equals("Notification");
        StringBuilder text = new StringBuilder(1024);
        for (String name : notification ? OF_NOTIFICATION : OF_CONFIRMATION) {
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

    private static boolean acceptedOrNot(String text) {
        return switch (text) {
            case "accept" -> true;
            case "refuse" -> false;
            default -> throw new IllegalArgumentException("must be accept or refuse");
        };
    }
}
