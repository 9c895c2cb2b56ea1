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

    private static final boolean[] PLAIN = new boolean[128];

    static {
        for (char sign = '0'; sign <= 'z'; sign++) {
            PLAIN[sign] = Character.isLetterOrDigit(sign);
        }
        for (char sign : "-._~!$&'()*+,;=:@/?".toCharArray()) {
            PLAIN[sign] = true;
        }
    }

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

    /** As the framework asks; of nearly all addresses a look at their characters says so. */
    private static boolean isUri(String address) {
        return isPlain(address) || parses(address);
    }

    /** Nothing but characters that stand for themselves in a path and its query, and whole escapes. */
    private static boolean isPlain(String address) {
        if (!address.startsWith("/") || address.startsWith("//")) {
            return false;
        }
        for (int at = 0; at < address.length(); at++) {
            char sign = address.charAt(at);
            if (sign >= PLAIN.length || !PLAIN[sign] && !isEscape(address, at)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isEscape(String address, int at) {
        return address.charAt(at) == '%'
                && at + 2 < address.length()
                && Character.digit(address.charAt(at + 1), 16) >= 0
                && Character.digit(address.charAt(at + 2), 16) >= 0;
    }

    private static boolean parses(String address) {
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
