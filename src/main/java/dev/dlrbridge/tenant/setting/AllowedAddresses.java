package dev.dlrbridge.tenant.setting;

import dev.dlrbridge.net.AddressRange;
import java.util.List;
import java.util.Optional;

/**
 * From which addresses a channel's requests may come, as many gateways publish them.
 *
 * @param ranges none where requests may come from anywhere
 */
public record AllowedAddresses(List<AddressRange> ranges) {
    /** The channel setting: addresses and networks, with commas between. */
    public static final String SETTING = "allowedAddresses";

    private static final AllowedAddresses ANY = new AllowedAddresses(List.of());

    /** Whether any address will do. */
    public boolean isAny() {
        return ranges.isEmpty();
    }

    public boolean contains(String address) {
        return ranges.stream().anyMatch(range -> range.contains(address));
    }

    static AllowedAddresses of(String setting) {
        return setting == null ? ANY : new AllowedAddresses(AddressRange.list(setting));
    }

    /** What is wrong with a setting; empty if nothing is. */
    static Optional<String> error(String setting) {
        try {
            return AddressRange.list(setting).isEmpty() ? Optional.of("must not be empty") : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(e.getMessage());
        }
    }
}
