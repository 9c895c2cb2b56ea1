package dev.dlrbridge.tenant.callback;

import dev.dlrbridge.net.OutsideConfig;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** The addresses under which gateways reach the bridge: as configured, never as a request claims. */
@Singleton
public class CallbackUrls {
    /** How the path of each begins. */
    public static final String PATH = "/dlr/";

    private final String base;

    public CallbackUrls(OutsideConfig config) {
        String url = config.publicUrl().toString();
        this.base = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }

    /** The callback URL of a channel; it contains the key, which is a secret. */
    public URI of(String gateway, String key) {
        return URI.create(base + PATH + gateway + "/" + key);
    }

    /** The same for the reports of one message, by what the channel names it. */
    public URI of(String gateway, String key, String message) {
        return URI.create(of(gateway, key) + "/" + URLEncoder.encode(message, StandardCharsets.UTF_8));
    }

    /**
     * The address as the gateway must have called it, from path and query as they arrived, one character for each byte.
     *
     * @param query null if there is none
     */
    public String asCalled(String path, String query) {
        return query == null ? base + path : base + path + "?" + query;
    }
}
