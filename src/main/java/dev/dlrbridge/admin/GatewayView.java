package dev.dlrbridge.admin;

import dev.dlrbridge.gateway.Gateway;
import dev.dlrbridge.gateway.GatewayProfile;
import dev.dlrbridge.gateway.Reply;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * A gateway of the catalogue as an integrator needs it.
 *
 * @param retries what the gateway does when its report is not answered well; null if that is not known
 * @param signatures the schemes by which requests are proved genuine; a channel needs the secrets of one
 * @param correlationNeedsRecipient whether a gateway's id stands for a message only together with the recipient
 * @param reply the answer the gateway gets, unless the channel's settings say otherwise
 */
record GatewayView(
        String name,
        String title,
        List<String> documentation,
        String confidence,
        String sendSide,
        String retries,
        Set<String> methods,
        Set<String> mediaTypes,
        List<String> signatures,
        List<GatewayProfile.Secret> secrets,
        List<GatewayProfile.Setting> settings,
        boolean correlationNeedsRecipient,
        Reply reply) {
    static GatewayView of(Gateway gateway) {
        GatewayProfile profile = gateway.profile();
        return new GatewayView(
                gateway.name(),
                profile.title(),
                profile.documentation(),
                profile.confidence().name().toLowerCase(Locale.ROOT),
                profile.sendSide(),
                profile.retries(),
                new TreeSet<>(profile.methods()),
                new TreeSet<>(profile.mediaTypes()),
                profile.signature().schemes().stream().distinct().toList(),
                profile.secrets(),
                profile.settings(),
                profile.identity().withRecipient(),
                profile.reply());
    }
}
