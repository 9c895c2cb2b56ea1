package dev.dlrbridge.tenant.template;

import dev.dlrbridge.tenant.ChannelValues;
import dev.dlrbridge.tenant.ChannelValues.Given;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an install of an application makes: a channel with these values.
 *
 * @param gateways of which customers may bring an account of their own
 * @param notifications whether users of the portals are told in Bitrix24 of what goes wrong
 * @param version grows with each change
 */
public record Template(
        String clientId,
        String gateway,
        ChannelValues values,
        List<String> gateways,
        boolean notifications,
        long version,
        Instant updatedAt) {

    /** What a channel of it is given; its secrets stay with the template. */
    Given given() {
        return new Given(values.senderCode(), values.settings(), values.messageIdPattern());
    }

    /** Of a new channel. */
    ChannelValues ofNewChannel() {
        return new ChannelValues(
                values.senderCode(), Map.of(), values.settings(), values.messageIdPattern(), Optional.of(given()));
    }
}
