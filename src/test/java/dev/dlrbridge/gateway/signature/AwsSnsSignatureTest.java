package dev.dlrbridge.gateway.signature;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dlrbridge.gateway.Callback;
import dev.dlrbridge.gateway.Secrets;
import dev.dlrbridge.gateway.Trust;
import dev.dlrbridge.gateway.Verdict;
import dev.dlrbridge.gateway.Verdict.Reason;
import dev.dlrbridge.testing.Callbacks;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Anyone may have a topic at Amazon, and have Amazon sign what he likes for it. */
class AwsSnsSignatureTest {
    private static final Instant NOW = Instant.parse("2026-11-23T14:05:00Z");
    private static final String TOPIC = "arn:aws:sns:eu-central-1:123456789012:sms-events";
    private static final String OTHER_TOPIC = "arn:aws:sns:eu-central-1:210987654321:attacker";
    private static final String CERTIFICATE =
            "https://sns.eu-central-1.amazonaws.com/SimpleNotificationService-0123456789abcdef.pem";
    private static final KeyPair AMAZON = keys();
    private static final Signature SCHEME =
            Schemes.of("{scheme: aws-sns, topic: {setting: topicArn}}", Set.of(), Set.of("topicArn"));

    @Test
    void shouldBelieveAMessageOfTheChannelsTopic() {
        assertThat(verify(signed(notification(TOPIC)))).isEqualTo(Verdict.AUTHENTIC);
    }

    @Test
    void shouldRefuseAMessageOfAnotherTopic() {
        assertThat(verify(signed(notification(OTHER_TOPIC)))).isEqualTo(Verdict.refused(Reason.SIGNATURE_WRONG));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "Notification"})
    void shouldRefuseAnotherTopicsMessageWhoseTypeHoldsTheTrueOne(String endOfForged) {
        // given: what Amazon signs for a text that ends like a message of the victim's topic
        String forged = "{\"eventType\":\"TEXT_DELIVERED\"}";
        ObjectNode published = signed(notification(OTHER_TOPIC)
                .put(
                        "Message",
                        String.join(
                                "\n",
                                forged,
                                "MessageId",
                                "1",
                                "Timestamp",
                                NOW.toString(),
                                "Token",
                                "t",
                                "TopicArn",
                                TOPIC,
                                "Type",
                                endOfForged)));

        // when: the rest of what is signed goes into the type
        ObjectNode presented = published.deepCopy();
        presented.put("Message", forged).put("MessageId", "1").put("Token", "t").put("TopicArn", TOPIC);
        presented.put(
                "Type",
                String.join(
                        "\n",
                        endOfForged,
                        "MessageId",
                        "7",
                        "Timestamp",
                        NOW.toString(),
                        "TopicArn",
                        OTHER_TOPIC,
                        "Type",
                        "Notification"));

        // then
        assertThat(content(presented, CONFIRMATION)).isEqualTo(content(published, NOTIFICATION));
        assertThat(verify(presented)).isEqualTo(Verdict.refused(Reason.SIGNATURE_WRONG));
    }

    @ParameterizedTest
    @CsvSource({"Type, Other", "Type, notification", "SignatureVersion, 3", "SignatureVersion, ''"})
    void shouldRefuseUnknownTypesAndVersions(String field, String value) {
        assertThat(verify(signed(notification(TOPIC).put(field, value))))
                .isEqualTo(Verdict.refused(Reason.SIGNATURE_WRONG));
    }

    @ParameterizedTest
    @ValueSource(strings = {"MessageId", "Timestamp", "TopicArn", "Type"})
    void shouldRefuseLineBreaksAndOtherThanTextInSignedFields(String field) {
        ObjectNode broken = notification(TOPIC);
        broken.put(field, broken.path(field).asText() + "\nx");
        ObjectNode noText = notification(TOPIC);
        noText.putObject(field);

        assertThat(verify(signed(broken))).isEqualTo(Verdict.refused(Reason.SIGNATURE_WRONG));
        assertThat(verify(signed(noText))).isEqualTo(Verdict.refused(Reason.SIGNATURE_WRONG));
    }

    @Test
    void shouldPermitLineBreaksInTextAndSubject() {
        assertThat(verify(signed(notification(TOPIC).put("Message", "a\nb").put("Subject", "c\nd"))))
                .isEqualTo(Verdict.AUTHENTIC);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://sns.eu-central-1.amazonaws.com/SimpleNotificationService-0a.pem",
                "https://sns.eu-west-1.amazonaws.com/SimpleNotificationService-0a.pem",
                "https://sns.eu-central-1.amazonaws.com/SimpleNotificationService-0a.pem?x",
                "https://sns.eu-central-1.amazonaws.com/SimpleNotificationService-0a.pem#x",
                "https://sns.eu-central-1.amazonaws.com/x/SimpleNotificationService-0a.pem",
                "https://sns.eu-central-1.amazonaws.com/x/../SimpleNotificationService-0a.pem",
                "https://sns.eu-central-1.amazonaws.com//SimpleNotificationService-0a.pem",
                "https://sns.eu-central-1.amazonaws.com/SimpleNotificationService-0a.PEM",
                "https://sns.eu-central-1.amazonaws.com/SimpleNotificationService-x.pem",
                "https://sns.eu-central-1.amazonaws.com/a.pem",
                "https://sns.eu-central-1.amazonaws.com:443/SimpleNotificationService-0a.pem",
                "https://a@sns.eu-central-1.amazonaws.com/SimpleNotificationService-0a.pem",
                "https://sns.eu-central-1.amazonaws.com.example.com/SimpleNotificationService-0a.pem",
                "https://sns.eu-central-1.amazonaws.com/?Action=Publish"
            })
    void shouldTakeCertificatesFromNoAddressButThoseOfTheTopicsRegion(String address) {
        assertThat(verify(signed(notification(TOPIC).put("SigningCertURL", address))))
                .isEqualTo(Verdict.refused(Reason.SIGNATURE_WRONG));
    }

    @Test
    void shouldRefuseAllWithoutATopic() {
        // given
        Trust trust = new Trust(Secrets.NONE, Map.of(), address -> Optional.of(AMAZON.getPublic()), NOW);

        // when
        Verdict verdict = SCHEME.verify(callback(signed(notification(TOPIC))), trust);

        // then
        assertThat(verdict).isEqualTo(Verdict.refused(Reason.SETTING_MISSING));
    }

    private static final List<String> NOTIFICATION =
            List.of("Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type");
    private static final List<String> CONFIRMATION =
            List.of("Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type");

    private static Verdict verify(ObjectNode message) {
        Trust trust =
                new Trust(Secrets.NONE, Map.of("topicArn", TOPIC), address -> Optional.of(AMAZON.getPublic()), NOW);
        return SCHEME.verify(callback(message), trust);
    }

    private static Callback callback(ObjectNode message) {
        byte[] body = message.toString().getBytes(StandardCharsets.UTF_8);
        return Callbacks.of("POST", "https://dlr.example.com/dlr/x", null, Map.of(), body);
    }

    private static ObjectNode notification(String topic) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("Type", "Notification")
                .put("MessageId", "7")
                .put("TopicArn", topic)
                .put("Message", "{}")
                .put("Timestamp", NOW.toString())
                .put("SignatureVersion", "2")
                .put("SigningCertURL", CERTIFICATE);
    }

    private static ObjectNode signed(ObjectNode message) {
        try {
            java.security.Signature signature = java.security.Signature.getInstance("SHA256withRSA");
            signature.initSign(AMAZON.getPrivate());
            signature.update(content(message, NOTIFICATION).getBytes(StandardCharsets.UTF_8));
            return message.put("Signature", Base64.getEncoder().encodeToString(signature.sign()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String content(ObjectNode message, List<String> names) {
        StringBuilder content = new StringBuilder();
        names.stream()
                .filter(message::hasNonNull)
                .forEach(name -> content.append(name)
                        .append('\n')
                        .append(message.path(name).asText())
                        .append('\n'));
        return content.toString();
    }

    private static KeyPair keys() {
        try {
            return KeyPairGenerator.getInstance("RSA").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
