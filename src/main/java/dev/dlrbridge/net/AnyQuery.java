package dev.dlrbridge.net;

import dev.dlrbridge.net.RefusedRequests.Reason;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.impl.HttpServerRequestInternal;
import io.vertx.core.http.impl.HttpServerRequestWrapper;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Pattern;

/**
 * Lets the reports of gateways through to the framework whatever their query holds: it refuses an address that is no URI
 * before it asks any route, and gateways write texts and receipts into queries as they are. Everything else goes on as it
 * came, to be refused there.
 */
final class AnyQuery implements Handler<HttpServerRequest> {
    /** Whose route reads the query byte by byte; any other would have it parsed. */
    private static final Pattern CALLBACK = Pattern.compile("//?dlr/.*");

    private final Handler<HttpServerRequest> framework;
    private final RefusedRequests refused;

    AnyQuery(Handler<HttpServerRequest> framework, RefusedRequests refused) {
        this.framework = framework;
        this.refused = refused;
    }

    @Override
    public void handle(HttpServerRequest request) {
        if (isUri(request.uri())) {
            framework.handle(request);
        } else if (CALLBACK.matcher(request.path()).matches() && isUri(request.path())) {
            framework.handle(new WithoutQueryInUri((HttpServerRequestInternal) request));
        } else {
            refused.add(Reason.ADDRESS, request.path());
            framework.handle(request);
        }
    }

    /** As the framework asks. */
    private static boolean isUri(String address) {
        try {
            new URI(address);
            return true;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /** Path and query are what came; only whoever takes the address as a whole finds a query missing. */
    private static final class WithoutQueryInUri extends HttpServerRequestWrapper {
        WithoutQueryInUri(HttpServerRequestInternal request) {
            super(request);
        }

        @Override
        public String uri() {
            return path();
        }
    }
}
