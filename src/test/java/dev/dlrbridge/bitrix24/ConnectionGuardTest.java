package dev.dlrbridge.bitrix24;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dlrbridge.bitrix24.Answer.Failed;
import dev.dlrbridge.testing.DatabaseResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The guard in the running bridge: a host that is no literal, and leads to a forbidden address all the same. */
@QuarkusTest
@WithTestResource(DatabaseResource.class)
class ConnectionGuardTest {
    /** 127.200.0.1 as one number, which only the resolver understands. */
    private static final String HOST = "2143813633";

    private final PortalClient portals;

    ConnectionGuardTest(PortalClient portals) {
        this.portals = portals;
    }

    @Test
    void shouldNotConnectToAForbiddenAddress() throws IOException {
        try (ServerSocket listener = new ServerSocket(0, 5, InetAddress.getByName("127.200.0.1"))) {
            URI endpoint = URI.create("http://" + HOST + ":" + listener.getLocalPort() + "/rest/");
            PortalAccess access = new PortalAccess(endpoint, "token");

            assertThat(portals.call(access, "profile", Map.of()).await().atMost(Duration.ofSeconds(10)))
                    .isEqualTo(new Failed<>(FailureKind.ADDRESS_REFUSED));
            assertThatThrownBy(() -> portals.update(access, List.of(new StatusUpdate("sender1", "m", "sent")))
                            .await()
                            .atMost(Duration.ofSeconds(10)))
                    .isInstanceOf(RefusedAddressException.class);
            assertThat(hasCaller(listener)).isFalse();
        }
    }

    private static boolean hasCaller(ServerSocket listener) throws IOException {
        listener.setSoTimeout(200);
        try {
            listener.accept().close();
            return true;
        } catch (SocketTimeoutException nobody) {
            return false;
        }
    }
}
