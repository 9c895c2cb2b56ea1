package dev.dlrbridge.intake;

import dev.dlrbridge.gateway.ReceivedText;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;

/** The addresses under which gateways reach the bridge: as configured, never as a request claims. */
@ApplicationScoped
public class CallbackUrls {
    static final String PATH = "/dlr/";

    private final String base;

    CallbackUrls(PublicUrlConfig config) {
        String url = config.publicUrl().toString();
        this.base = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }

    /** The callback URL of a channel; it contains the key, which is a secret. */
    public URI of(String gateway, String key) {
        return URI.create(base + PATH + gateway + "/" + key);
    }

    /**
     * The address as the gateway must have called it, from path and query as they arrived, one character for each byte.
     *
     * @param query null if there is none
     */
    String asCalled(String path, String query) {
        return base + ReceivedText.ofOctets(query == null ? path : path + "?" + query);
    }
}
