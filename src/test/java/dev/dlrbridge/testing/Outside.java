package dev.dlrbridge.testing;

import dev.dlrbridge.net.OutsideConfig;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** A bridge at an address, behind proxies or none. */
public record Outside(URI publicUrl, Optional<List<String>> trustedProxies) implements OutsideConfig {
    private static final URI ADDRESS = URI.create("https://bridge.example");

    public static Outside behind(String... proxies) {
        return new Outside(ADDRESS, Optional.of(List.of(proxies)));
    }

    public static Outside at(URI address) {
        return new Outside(address, Optional.empty());
    }
}
