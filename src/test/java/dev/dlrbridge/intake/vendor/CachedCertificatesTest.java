package dev.dlrbridge.intake.vendor;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.temporaryRedirect;
import static com.github.tomakehurst.wiremock.client.WireMock.urlMatching;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CachedCertificatesTest {
    @RegisterExtension
    static WireMockExtension vendor = WireMockExtension.newInstance()
            .options(WireMockConfiguration.wireMockConfig().dynamicPort())
            .build();

    private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final UUID CHANNEL = UUID.randomUUID();
    private static Vertx vertx;

    @BeforeAll
    static void startVertx() {
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void stopVertx() {
        vertx.close();
    }

    @Test
    void shouldFetchACertificateOnceHoweverManyWaitForIt() throws IOException {
        // given
        vendor.stubFor(get("/sns.pem").willReturn(certificate().withFixedDelay(200)));
        CachedCertificates certificates = certificates(NOW);
        assertThat(certificates.find(address())).isEmpty();

        // when
        await(Uni.join()
                .all(certificates.fetch(address(), CHANNEL), certificates.fetch(address(), CHANNEL))
                .andFailFast());

        // then
        assertThat(certificates.find(address())).isPresent();
        vendor.verify(1, anyRequestedFor(anyUrl()));
    }

    static Stream<ResponseDefinitionBuilder> wrongAnswers() throws IOException {
        return Stream.of(
                aResponse().withStatus(404),
                temporaryRedirect("/other.pem"),
                aResponse().withBody("no certificate"),
                aResponse().withBody("before\n" + pem("sns.pem")),
                aResponse().withBody(pem("sns.pem") + pem("sns.pem")),
                aResponse().withBody(pem("sns.pem") + "behind"),
                aResponse()
                        .withBody(Files.readString(Path.of("src/test/resources/certificates/sns.pem"))
                                + "x".repeat(70_000)));
    }

    @ParameterizedTest
    @MethodSource("wrongAnswers")
    void shouldFailAndNotAskAgainAtOnceWhenThereIsNoCertificate(ResponseDefinitionBuilder answer) {
        // given
        vendor.stubFor(get("/sns.pem").willReturn(answer));
        CachedCertificates certificates = certificates(NOW);

        // when
        assertThatThrownBy(() -> await(certificates.fetch(address(), CHANNEL)))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> await(certificates.fetch(address(), CHANNEL)))
                .isInstanceOf(IllegalStateException.class);

        // then
        assertThat(certificates.find(address())).isEmpty();
        vendor.verify(1, anyRequestedFor(anyUrl()));
    }

    @Test
    void shouldNotBelieveACertificateOutsideItsTime() throws IOException {
        // given
        vendor.stubFor(get("/sns.pem").willReturn(certificate()));
        CachedCertificates certificates = certificates(Instant.parse("2001-01-01T00:00:00Z"));

        // then
        assertThatThrownBy(() -> await(certificates.fetch(address(), CHANNEL)))
                .isInstanceOf(IllegalStateException.class);
    }

    private static String pem(String name) throws IOException {
        return Files.readString(Path.of("src/test/resources/certificates", name));
    }

    private static ResponseDefinitionBuilder certificate() throws IOException {
        return aResponse().withBody(Files.readAllBytes(Path.of("src/test/resources/certificates/sns.pem")));
    }

    @Test
    void shouldStillGetACertificateForAChannelWhenAnotherHasAllItsPlacesTaken() throws IOException {
        // given
        vendor.stubFor(get(urlMatching("/slow.*")).willReturn(certificate().withFixedDelay(5_000)));
        vendor.stubFor(get("/sns.pem").willReturn(certificate()));
        CachedCertificates certificates = certificates(NOW);
        UUID greedy = UUID.randomUUID();

        // when
        List<UniAssertSubscriber<Void>> slow = IntStream.range(0, 30)
                .mapToObj(at -> certificates
                        .fetch(URI.create(vendor.baseUrl() + "/slow" + at), greedy)
                        .subscribe()
                        .withSubscriber(UniAssertSubscriber.create()))
                .toList();
        await(certificates.fetch(address(), CHANNEL));

        // then
        assertThat(certificates.find(address())).isPresent();
        assertThat(slow).filteredOn(request -> request.getFailure() == null).hasSize(2);
    }

    @Test
    void shouldAskAgainForAnotherChannelWhenOneFailed() throws IOException {
        // given
        CachedCertificates certificates = certificates(NOW);
        vendor.stubFor(get("/sns.pem").willReturn(aResponse().withStatus(404)));
        assertThatThrownBy(() -> await(certificates.fetch(address(), CHANNEL)));
        vendor.stubFor(get("/sns.pem").willReturn(certificate()));

        // when
        await(certificates.fetch(address(), UUID.randomUUID()));

        // then
        assertThat(certificates.find(address())).isPresent();
    }

    private static CachedCertificates certificates(Instant now) {
        return new CachedCertificates(new VendorSite(vertx, PATIENCE), Clock.fixed(now, ZoneOffset.UTC));
    }

    private static URI address() {
        return URI.create(vendor.baseUrl() + "/sns.pem");
    }

    private static <T> T await(Uni<T> result) {
        return result.await().atMost(PATIENCE);
    }
}
