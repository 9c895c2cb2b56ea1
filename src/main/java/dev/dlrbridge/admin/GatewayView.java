package dev.dlrbridge.admin;

import dev.dlrbridge.gateway.Gateway;
import dev.dlrbridge.gateway.GatewayProfile;
import java.util.List;
import java.util.Locale;

/** A gateway of the catalogue as an integrator needs it. */
record GatewayView(
        String name,
        String title,
        List<String> documentation,
        String confidence,
        String sendSide,
        List<GatewayProfile.Secret> secrets,
        List<GatewayProfile.Setting> settings) {
    static GatewayView of(Gateway gateway) {
        GatewayProfile profile = gateway.profile();
        return new GatewayView(
                gateway.name(),
                profile.title(),
                profile.documentation(),
                profile.confidence().name().toLowerCase(Locale.ROOT),
                profile.sendSide(),
                profile.secrets(),
                profile.settings());
    }
}
