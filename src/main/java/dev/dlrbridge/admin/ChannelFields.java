package dev.dlrbridge.admin;

import dev.dlrbridge.admin.http.GatewayNames;
import dev.dlrbridge.admin.http.InvalidFieldsException;
import dev.dlrbridge.admin.http.Problem.FieldError;
import dev.dlrbridge.gateway.Gateway;
import dev.dlrbridge.gateway.Gateways;
import dev.dlrbridge.tenant.setting.ChannelSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Checks a channel's fields against each other and against what its gateway asks for. */
public final class ChannelFields {
    private ChannelFields() {}

    /** @throws InvalidFieldsException when the gateway is unknown, or wants other secrets or settings */
    public static void check(Gateways gateways, String gateway, Map<String, String> secrets, Map<String, ?> settings) {
        Gateway known = GatewayNames.require(gateways, gateway);
        List<String> errors = new ArrayList<>(ChannelSettings.errors(settings));
        errors.addAll(known.checkChannel(secrets, ChannelSettings.without(settings)));
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
