package dev.dlrbridge.admin;

import dev.dlrbridge.admin.Problem.FieldError;
import dev.dlrbridge.gateway.Gateway;
import dev.dlrbridge.gateway.Gateways;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
        Optional<Gateway> known = gateways.find(gateway);
        if (known.isEmpty()) {
            throw new InvalidFieldsException(List.of(new FieldError("gateway", "is not in the catalogue")));
        }
        List<String> errors = known.get().checkChannel(secretsOrNone(), settingsOrNone());
        if (!errors.isEmpty()) {
            throw new InvalidFieldsException(
                    errors.stream().map(ChannelRequest::fieldError).toList());
        }
    }

    Map<String, String> secretsOrNone() {
        return secrets == null ? Map.of() : secrets;
    }

    Map<String, String> settingsOrNone() {
        return settings == null ? Map.of() : settings;
    }

    private static FieldError fieldError(String error) {
        int colon = error.indexOf(": ");
        return colon < 0
                ? new FieldError("gateway", error)
                : new FieldError(error.substring(0, colon), error.substring(colon + 2));
    }

    @Override
    public String toString() {
        return "ChannelRequest[gateway=" + gateway + ", senderCode=" + senderCode + "]";
    }
}
