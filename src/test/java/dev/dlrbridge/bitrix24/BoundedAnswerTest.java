package dev.dlrbridge.bitrix24;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.impl.VertxInternal;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ServerSocketFactory;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No answer, however it is written, is held beyond what is read of it. */
class BoundedAnswerTest {
    /** What may be on its way between two sockets beside what was read. */
    private static final long UNDER_WAY = 16L << 20;

    private static final String PASSWORD = "changeit";

    private Vertx vertx;
    private GuardedTransport transport;

    @BeforeEach
    void start() {
        vertx = Vertx.vertx();
        transport = (GuardedTransport) ((VertxInternal) vertx).transport();
        transport.accept(address -> true);
    }

    @AfterEach
    void stop() throws Exception {
        await(vertx.close());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 1073741824\r\n", "Transfer-Encoding: chunked\r\n", ""})
    void shouldCloseTheConnectionWhenAnAnswerDoesNotEnd(String framing) throws Exception {
        try (EndlessServer server = new EndlessServer(ServerSocketFactory.getDefault(), framing)) {
            assertThatThrownBy(() -> body(guarded(false), server.port()))
                    .hasRootCauseInstanceOf(BoundedAnswer.TooLargeException.class);

            assertThat(server.sent())
                    .succeedsWithin(Duration.ofSeconds(20))
                    .satisfies(bytes -> assertThat(bytes).isLessThan(UNDER_WAY));
        }
    }

    @Test
    void shouldCloseTheConnectionWhenAnAnswerByTlsDoesNotEnd(@TempDir Path directory) throws Exception {
        try (EndlessServer server =
                new EndlessServer(tls(directory).getServerSocketFactory(), "Transfer-Encoding: chunked\r\n")) {
            assertThatThrownBy(() -> body(guarded(true), server.port()))
                    .hasRootCauseInstanceOf(BoundedAnswer.TooLargeException.class);

            assertThat(server.sent())
                    .succeedsWithin(Duration.ofSeconds(20))
                    .satisfies(bytes -> assertThat(bytes).isLessThan(UNDER_WAY));
        }
    }

    @Test
    void shouldTakeAnswersOfTheLargestSizeOneAfterTheOtherOnOneConnection() throws Exception {
        AtomicInteger connections = new AtomicInteger();
        Buffer largest = Buffer.buffer(new byte[PhpJson.LARGEST_BODY]);
        HttpServer server = await(vertx.createHttpServer()
                .connectionHandler(connection -> connections.incrementAndGet())
                .requestHandler(request -> request.response().end(largest))
                .listen(0, "127.0.0.1"));
        HttpClient client = guarded(false);

        for (int answer = 0; answer < 3; answer++) {
            assertThat(body(client, server.actualPort()).length()).isEqualTo(PhpJson.LARGEST_BODY);
        }

        assertThat(connections).hasValue(1);
    }

    private HttpClient guarded(boolean tls) {
        HttpClientOptions options = new ConnectionGuard.GuardedClients().getContext(PortalApi.class);
        return vertx.createHttpClient(
                options.setSsl(tls).setTrustAll(true).setVerifyHost(false).setMaxPoolSize(1));
    }

    /** On a context of Vert.x: from elsewhere the body might be asked for after its beginning has come. */
    private Buffer body(HttpClient client, int port) throws Exception {
        Promise<Buffer> body = Promise.promise();
        vertx.runOnContext(now -> client.request(HttpMethod.GET, port, "127.0.0.1", "/")
                .compose(request -> request.send())
                .compose(HttpClientResponse::body)
                .onComplete(body));
        return await(body.future());
    }

    private static SSLContext tls(Path directory) throws Exception {
        Path file = directory.resolve("server.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        file.toString())
                .inheritIO()
                .start();
        assertThat(keytool.waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }
}
