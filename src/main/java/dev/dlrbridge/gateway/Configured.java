package dev.dlrbridge.gateway;

import dev.dlrbridge.gateway.profile.InvalidProfilesException;
import dev.dlrbridge.gateway.profile.ProfileTemplate;
import dev.dlrbridge.gateway.reading.ReportReader;
import dev.dlrbridge.gateway.reading.ReportReaders;
import java.util.Map;

/** What of a gateway depends on the settings of a channel. */
record Configured(ReportReader reader, Reply reply) {

    static Configured of(GatewayProfile profile) {
        ReportReader reader = ReportReaders.find(profile.reader())
                .orElseThrow()
                .create(profile.reports(), profile.statuses(), profile.identity());
        return new Configured(reader, profile.reply());
    }

    /** Settings were right when the channel was made; if the profile has changed since, nothing can be read but is kept. */
    static Configured of(ProfileTemplate template, Map<String, String> settings, Reply usual) {
        try {
            return of(template.with(settings));
        } catch (InvalidProfilesException e) {
            return new Configured(callback -> new Reading.Unreadable("settings do not fit the profile"), usual);
        }
    }
}
