package dev.dlrbridge.admin;

import dev.dlrbridge.admin.http.InvalidFieldsException;
import dev.dlrbridge.admin.http.Problem.FieldError;
import dev.dlrbridge.gateway.Gateway;
import dev.dlrbridge.gateway.Gateways;
import dev.dlrbridge.tenant.setting.ChannelSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Checks a channel's fields against each other and against what its gateway asks for. */
final class ChannelFields {
    private ChannelFields() {}

    /** @throws InvalidFieldsException when the gateway is unknown, or wants other secrets or settings */
    static void check(Gateways gateways, String gateway, Map<String, String> secrets, Map<String, String> settings) {
        Optional<Gateway> known = gateways.find(gateway);
        if (known.isEmpty()) {
            throw new InvalidFieldsException(List.of(new FieldError("gateway", "is not in the catalogue")));
        }
        List<String> errors = new ArrayList<>(ChannelSettings.errors(settings));
        errors.addAll(known.get().checkChannel(secrets, ChannelSettings.without(settings)));
        if (!errors.isEmpty()) {
            throw new InvalidFieldsException(
                    errors.stream().map(ChannelFields::fieldError).toList());
        }
    }

    private static FieldError fieldError(String error) {
        int colon = error.indexOf(": ");
        return colon < 0
                ? new FieldError("gateway", error)
                : new FieldError(error.substring(0, colon), error.substring(colon + 2));
    }
}
