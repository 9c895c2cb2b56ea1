package dev.dlrbridge.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dlrbridge.gateway.Callback;
import dev.dlrbridge.gateway.Gateway;
import dev.dlrbridge.gateway.Gateways;
import dev.dlrbridge.gateway.Verdict;
import dev.dlrbridge.intake.vendor.CachedCertificates;
import dev.dlrbridge.intake.vendor.VendorSite;
import dev.dlrbridge.net.ClientAddress;
import dev.dlrbridge.tenant.Channel;
import dev.dlrbridge.tenant.callback.CallbackPath;
import dev.dlrbridge.tenant.setting.ChannelSettings;
import dev.dlrbridge.testing.Callbacks;
import dev.dlrbridge.testing.Outside;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuthenticityTest {
    private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");
    private static final String CERTIFICATE = "https://sns.eu-central-1.amazonaws.com/SimpleNotificationService-0a.pem";
    private static final Path FILES = Path.of("src/test/resources/certificates");
    private static final String PROFILE = """
            title: Test
            sendSide: Nothing.
            methods: [POST]
            mediaTypes: [text/plain]
            signature: {scheme: aws-sns, topic: "arn:aws:sns:eu-central-1:123456789012:sms"}
            reports: {status: json:/Message}
            statuses: {delivered: delivered}
            reply: {status: 200}
            """;

    private final Vertx vertx = Vertx.vertx();
    private final List<URI> visited = new ArrayList<>();

    @TempDir
    private Path profiles;

    @AfterEach
    void stopVertx() {
        vertx.close();
    }

    @Test
    void shouldFetchTheVendorsCertificateOnceAndCheckWithIt() throws Exception {
        // given
        Authenticity authenticity = authenticity();

        // when
        Verdict first = verify(authenticity, signed("delivered", CERTIFICATE));
        Verdict second = verify(authenticity, signed("failed", CERTIFICATE));

        // then
        assertThat(List.of(first, second)).containsOnly(Verdict.AUTHENTIC);
        assertThat(visited).containsExactly(URI.create(CERTIFICATE));
    }

    @Test
    void shouldRefuseWhatTheCertificateDidNotSign() throws Exception {
        // when
        Verdict verdict =
                verify(authenticity(), signed("delivered", CERTIFICATE).put("Message", "failed"));

        // then
        assertThat(verdict).isEqualTo(Verdict.refused(Verdict.Reason.SIGNATURE_WRONG));
    }

    @Test
    void shouldFetchNothingFromAnyOtherHost() throws Exception {
        // when
        Verdict verdict = verify(authenticity(), signed("delivered", "https://sns.example.com/a.pem"));

        // then
        assertThat(verdict).isEqualTo(Verdict.refused(Verdict.Reason.SIGNATURE_WRONG));
        assertThat(visited).isEmpty();
    }

    private Verdict verify(Authenticity authenticity, ObjectNode message) throws IOException {
        Files.writeString(profiles.resolve("test.yaml"), PROFILE);
        Gateway gateway =
                Gateways.builtIn().withDirectory(profiles).find("test").orElseThrow();
        byte[] body = message.toString().getBytes(StandardCharsets.UTF_8);
        Callback callback = Callbacks.of("POST", "https://dlr.example.com/", null, Map.of(), body);
        Caller.Known caller = new Caller.Known(new CallbackPath("test", "key", null), channel(), gateway);
        return authenticity.verify(callback, caller, NOW).await().atMost(Duration.ofSeconds(5));
    }

    private Authenticity authenticity() {
        VendorSite amazon = new VendorSite(vertx) {
            @Override
            public Uni<byte[]> get(URI address, UUID channel) {
                visited.add(address);
                return Uni.createFrom().item(() -> read("sns.pem"));
            }
        };
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        return new Authenticity(new CachedCertificates(amazon, clock), new ClientAddress(Outside.behind(), clock));
    }

    private static ObjectNode signed(String text, String certificate) throws GeneralSecurityException {
        ObjectNode message = JsonNodeFactory.instance
                .objectNode()
                .put("Type", "Notification")
                .put("MessageId", "1")
                .put("TopicArn", "arn:aws:sns:eu-central-1:123456789012:sms")
                .put("Message", text)
                .put("Timestamp", NOW.toString())
                .put("SignatureVersion", "2")
                .put("SigningCertURL", certificate);
        StringBuilder content = new StringBuilder();
        for (String name : List.of("Message", "MessageId", "Timestamp", "TopicArn", "Type")) {
            content.append(name).append('\n').append(message.get(name).asText()).append('\n');
        }
        return message.put("Signature", signature(content.toString()));
    }

    private static String signature(String content) throws GeneralSecurityException {
        String pem = new String(read("sns-key.pem"), StandardCharsets.US_ASCII).replaceAll("-----[A-Z ]+-----|\\s", "");
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(KeyFactory.getInstance("RSA")
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(pem))));
        signature.update(content.getBytes(StandardCharsets.UTF_8));
        return Base64.getEncoder().encodeToString(signature.sign());
    }

    private static byte[] read(String file) {
        try {
            return Files.readAllBytes(FILES.resolve(file));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Channel channel() {
        return new Channel(
                UUID.randomUUID(),
                UUID.randomUUID(),
                "account",
                "client",
                "acme.bitrix24.de",
                "test",
                "sender",
                Map.of(),
                ChannelSettings.of(Map.of()),
                Pattern.compile("[0-9a-f]{32}"));
    }
}
