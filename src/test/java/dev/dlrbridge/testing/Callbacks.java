package dev.dlrbridge.testing;

import dev.dlrbridge.gateway.Callback;
import java.util.List;
import java.util.Map;

/** Requests as gateways send them, for tests to which neither path nor peer matters. */
public final class Callbacks {
    private Callbacks() {}

    public static Callback of(
            String method, String url, String rawQuery, Map<String, List<String>> headers, byte[] body) {
        return new Callback(method, url, path(url), rawQuery, headers, body, "127.0.0.1");
    }

    /** An address may be ever so odd. */
    private static String path(String url) {
        String withoutQuery = url.replaceFirst("\\?.*", "");
        int slash = withoutQuery.indexOf('/', "https://".length());
        return slash < 0 ? "/" : withoutQuery.substring(slash);
    }
}
