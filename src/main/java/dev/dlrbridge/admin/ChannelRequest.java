package dev.dlrbridge.admin;

import dev.dlrbridge.gateway.Gateways;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Map;

/**
 * A wish for a channel.
 *
 * @param senderCode the sender's CODE, with the characters that Bitrix24 permits
 * @param secrets by the names that the gateway's profile asks for; never shown again
 */
record ChannelRequest(
        @NotBlank String gateway,
        @NotNull @Pattern(regexp = "[A-Za-z0-9._-]{1,64}") String senderCode,
        @Size(max = 20) Map<@NotBlank String, @NotBlank @Size(max = 4096) String> secrets,
        @Size(max = 50) Map<@NotBlank String, @NotNull @Size(max = 4096) String> settings) {

    /** @throws InvalidFieldsException when the gateway is unknown, or wants other secrets or settings */
    void check(Gateways gateways) {
        ChannelFields.check(gateways, gateway, secretsOrNone(), settingsOrNone());
    }

    Map<String, String> secretsOrNone() {
        return secrets == null ? Map.of() : secrets;
    }

    Map<String, String> settingsOrNone() {
        return settings == null ? Map.of() : settings;
    }

    @Override
    public String toString() {
        return "ChannelRequest[gateway=" + gateway + ", senderCode=" + senderCode + "]";
    }
}
