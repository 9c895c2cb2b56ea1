package dev.dlrbridge.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dlrbridge.bitrix24.ConnectionGuard;
import dev.dlrbridge.bitrix24.TrustedAuthorities;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.impl.VertxInternal;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.TrustOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A portal on the operator's premises has a certificate of the operator's own authority. */
class TrustedAuthoritiesTest {
    private static final String KEY = "dlrbridge.bitrix24.trusted-certificates";
    private static final String HOST = "localhost";

    private final Vertx vertx = Vertx.vertx();
    private Path own;
    private Path other;
    private HttpServer portal;

    @BeforeEach
    void startPortal(@TempDir Path directory) throws Exception {
        Certificates certificates = new Certificates(directory);
        own = certificates.authority("own");
        other = certificates.authority("other");
        Path key = certificates.key("portal");
        Path certificate = certificates.certificate("portal", HOST, "own");
        portal = await(vertx.createHttpServer(new HttpServerOptions()
                        .setSsl(true)
                        .setKeyCertOptions(new PemKeyCertOptions()
                                .setKeyPath(key.toString())
                                .setCertPath(certificate.toString())))
                .requestHandler(request -> request.response().end("here"))
                .listen(0));
        @SuppressWarnings("unchecked")
        Consumer<Predicate<InetAddress>> transport =
                (Consumer<Predicate<InetAddress>>) ((VertxInternal) vertx).transport();
        transport.accept(address -> true);
    }

    @AfterEach
    void stop() throws Exception {
        System.clearProperty(KEY);
        await(vertx.close());
    }

    @Test
    void shouldCallAPortalWhoseAuthorityIsConfiguredAndNoOther() throws Exception {
        assertThatThrownBy(() -> call(HOST)).isInstanceOf(SSLHandshakeException.class);

        System.setProperty(KEY, other.toString());
        assertThatThrownBy(() -> call(HOST)).isInstanceOf(SSLHandshakeException.class);

        System.setProperty(KEY, own.toString());
        assertThat(call(HOST)).isEqualTo("here");
        assertThatThrownBy(() -> call("127.0.0.1")).isInstanceOf(SSLHandshakeException.class);
    }

    @Test
    void shouldBelieveSeveralAuthoritiesOfOneFileAndTheUsualOnes() throws Exception {
        // given
        Path both = Files.writeString(own.resolveSibling("both.pem"), Files.readString(other) + Files.readString(own));
        System.setProperty(KEY, both.toString());

        // when
        TrustOptions trust = options().getTrustOptions();

        // then
        TrustManager manager = trust.getTrustManagerFactory(vertx).getTrustManagers()[0];
        assertThat(call(HOST)).isEqualTo("here");
        assertThat(Arrays.asList(((X509TrustManager) manager).getAcceptedIssuers()))
                .as("both, and the usual ones")
                .hasSizeGreaterThan(20);
    }

    @Test
    void shouldSayWhatIsWrongWithAFile() throws IOException {
        Path text = Files.writeString(own.resolveSibling("text.pem"), "no certificate");
        Path empty = Files.writeString(own.resolveSibling("empty.pem"), "");

        assertThat(TrustedAuthorities.problem(own)).isEmpty();
        assertThat(TrustedAuthorities.problem(own.resolveSibling("none.pem")))
                .hasValueSatisfying(problem -> assertThat(problem).contains("cannot be read"));
        assertThat(TrustedAuthorities.problem(text)).isPresent();
        assertThat(TrustedAuthorities.problem(empty)).isPresent();
    }

    private String call(String host) throws Exception {
        RequestOptions request = new RequestOptions()
                .setSsl(true)
                .setHost(host)
                .setPort(portal.actualPort())
                .setURI("/");
        Promise<String> answer = Promise.promise();
        vertx.runOnContext(now -> vertx.createHttpClient(options())
                .request(request)
                .compose(HttpClientRequest::send)
                .compose(HttpClientResponse::body)
                .map(Object::toString)
                .onComplete(answer));
        return await(answer.future());
    }

    private static HttpClientOptions options() {
        return new ConnectionGuard.GuardedClients().getContext(Object.class);
    }

    private static <T> T await(Future<T> future) throws Exception {
        try {
            return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        } catch (java.util.concurrent.ExecutionException failed) {
            throw (Exception) failed.getCause();
        }
    }
}
