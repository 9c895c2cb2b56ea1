package dev.dlrbridge.bitrix24;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.dns.AddressResolverOptions;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.impl.VertxBuilder;
import io.vertx.core.impl.VertxInternal;
import io.vertx.core.net.NetServer;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuardedTransportTest {
    private static final String JDK_RESOLVER = "vertx.disableDnsResolver";

    private final String before = System.getProperty(JDK_RESOLVER, "false");
    private final AtomicInteger connections = new AtomicInteger();
    private final RebindingNameServer names = new RebindingNameServer();
    private Vertx vertx;
    private GuardedTransport transport;
    private NetServer server;

    @BeforeEach
    void listen() throws Exception {
        // Quarkus leaves names to the JDK, which would not ask our server.
        System.setProperty(JDK_RESOLVER, "false");
        vertx = new VertxBuilder(new VertxOptions()
                        .setAddressResolverOptions(new AddressResolverOptions()
                                .addServer(names.address())
                                .setCacheMaxTimeToLive(0)
                                .setCacheNegativeTimeToLive(0)))
                .init()
                .vertx();
        transport = (GuardedTransport) ((VertxInternal) vertx).transport();
        server = await(vertx.createNetServer()
                .connectHandler(socket -> {
                    connections.incrementAndGet();
                    socket.close();
                })
                .listen(0, "0.0.0.0"));
        ForbiddenNetworks networks = new ForbiddenNetworks(List.of("127.0.0.0/9"));
        transport.accept(address -> !networks.contain(address));
    }

    @AfterEach
    void stop() throws Exception {
        await(vertx.close());
        names.close();
        System.setProperty(JDK_RESOLVER, before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.200.0.1", "0.0.0.0", "::ffff:127.200.0.1", "0:0:0:0:0:ffff:7fc8:1"})
    void shouldNotConnectToAForbiddenAddressHoweverItIsWritten(String host) {
        assertThatThrownBy(() -> call(guarded(), host)).hasRootCauseInstanceOf(RefusedAddressException.class);
        assertThat(connections).hasValue(0);
    }

    @Test
    void shouldNotConnectWhenTheNameServerAnswersOtherwiseThanAtTheCheck() throws Exception {
        HttpClient client = guarded();
        names.answer("127.0.0.1");
        assertThatThrownBy(() -> call(client, "portal.example")).hasMessageContaining("closed");

        names.answer("127.200.0.1");
        assertThatThrownBy(() -> call(client, "portal.example")).hasRootCauseInstanceOf(RefusedAddressException.class);

        assertThat(connections).hasValue(1);
    }

    @Test
    void shouldConnectNowhereWithoutARule() {
        transport.accept(address -> false);

        assertThatThrownBy(() -> call(guarded(), "127.0.0.1")).hasRootCauseInstanceOf(RefusedAddressException.class);
        assertThat(connections).hasValue(0);
    }

    @Test
    void shouldLeaveOtherClientsAlone() {
        assertThatThrownBy(() -> call(vertx.createHttpClient(), "127.200.0.1")).hasMessageContaining("closed");
        assertThat(connections).hasValue(1);
    }

    private HttpClient guarded() {
        return vertx.createHttpClient(new ConnectionGuard.GuardedClients().getContext(PortalApi.class));
    }

    private void call(HttpClient client, String host) throws Exception {
        await(client.request(HttpMethod.GET, server.actualPort(), host, "/").compose(request -> request.send()));
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
}
