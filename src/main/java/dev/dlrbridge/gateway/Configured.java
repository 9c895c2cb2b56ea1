package dev.dlrbridge.gateway;

import dev.dlrbridge.gateway.handshake.Handshake;
import dev.dlrbridge.gateway.profile.InvalidProfilesException;
import dev.dlrbridge.gateway.profile.ProfileTemplate;
import dev.dlrbridge.gateway.reading.ReportReader;
import dev.dlrbridge.gateway.reading.ReportReaders;
import dev.dlrbridge.gateway.signature.Signature;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What of a gateway depends on the settings of a channel.
 *
 * @param signature the schemes that the settings permit
 * @param settings with the profile's defaults
 */
record Configured(
        ReportReader reader,
        List<Handshake> handshakes,
        Identity identity,
        Reply reply,
        Signature signature,
        Map<String, String> settings) {

    static Configured of(GatewayProfile profile, Map<String, String> settings) {
        ReportReader reader = ReportReaders.find(profile.reader())
                .orElseThrow()
                .create(profile.reports(), profile.statuses(), profile.identity());
        return of(profile, reader, settings);
    }

    /** Settings were right when the channel was made; if the profile has changed since, nothing can be read but is kept. */
    static Configured of(ProfileTemplate template, Map<String, String> settings, GatewayProfile usual) {
        try {
            return of(template.with(settings), settings);
        } catch (InvalidProfilesException e) {
            return of(usual, callback -> new Reading.Unreadable("settings do not fit the profile"), settings);
        }
    }

    private static Configured of(GatewayProfile profile, ReportReader reader, Map<String, String> settings) {
        Map<String, String> complete = new HashMap<>();
        for (GatewayProfile.Setting setting : profile.settings()) {
            if (setting.defaultValue() != null) {
                complete.put(setting.name(), setting.defaultValue());
            }
        }
        complete.putAll(settings);
        return new Configured(
                reader,
                profile.handshakes(),
                profile.identity(),
                profile.reply(),
                profile.signature().permittedBy(complete),
                complete);
    }
}
