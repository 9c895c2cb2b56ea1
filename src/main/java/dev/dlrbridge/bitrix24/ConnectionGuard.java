package dev.dlrbridge.bitrix24;

import io.quarkus.runtime.Startup;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.impl.VertxInternal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.ConstrainedTo;
import jakarta.ws.rs.RuntimeType;
import jakarta.ws.rs.ext.ContextResolver;
import jakarta.ws.rs.ext.Provider;
import java.net.InetAddress;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Gives the transport its rule, and refuses to start where there is no {@link GuardedTransport}. */
@Startup
@ApplicationScoped
public class ConnectionGuard {
    ConnectionGuard(Vertx vertx, AddressRule addresses) {
        if (!(((VertxInternal) vertx).transport() instanceof Consumer<?> transport)) {
            throw new IllegalStateException("Vert.x does not guard connections: its service provider was not found");
        }
        @SuppressWarnings("unchecked")
        Consumer<Predicate<InetAddress>> guarded = (Consumer<Predicate<InetAddress>>) transport;
        guarded.accept(addresses::allows);
    }

    /**
     * Options of a client whose connections are guarded: to addresses that may be called only, with answers that are
     * bounded, and believing whom the operator believes.
     */
    public static HttpClientOptions guarded() {
        HttpClientOptions options = new HttpClientOptions().setMetricsName(GuardedTransport.GUARDED);
        TrustedAuthorities.configured().ifPresent(options::setTrustOptions);
        return options;
    }

    /** Guards every REST client: all of them talk to Bitrix24. */
    @Provider
    @ConstrainedTo(RuntimeType.CLIENT)
    public static class GuardedClients implements ContextResolver<HttpClientOptions> {
        @Override
        public HttpClientOptions getContext(Class<?> type) {
            return guarded();
        }
    }
}
