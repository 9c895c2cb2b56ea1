package dev.dlrbridge.portalpage;

import dev.dlrbridge.gateway.Gateway;
import dev.dlrbridge.gateway.GatewayProfile;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A gateway as customers choose it.
 *
 * @param documentation addresses of the gateway's own
 * @param note what its account needs, by the profile; in English
 * @param fields what is to be entered
 */
public record GatewayChoice(String name, String title, String documentation, String note, List<Field> fields) {
    /** Prefix of the name of a field that holds a secret. */
    static final String SECRET = "secret.";
    /** Prefix of the name of another field. */
    static final String SETTING = "setting.";

    /**
     * Something to be entered.
     *
     * @param name of the field in the form
     * @param description in English, as the profile has it
     * @param secret whether nobody is to look at it
     */
    public record Field(String name, String description, boolean secret) {}

    static GatewayChoice of(Gateway gateway) {
        GatewayProfile profile = gateway.profile();
        return new GatewayChoice(
                gateway.name(),
                profile.title(),
                profile.documentation().stream().findFirst().orElse(""),
                Optional.ofNullable(profile.sendSide()).orElse(""),
                Stream.concat(
                                profile.secrets().stream()
                                        .map(secret -> new Field(SECRET + secret.name(), secret.description(), true)),
                                profile.settings().stream()
                                        .filter(GatewayProfile.Setting::required)
                                        .map(setting ->
                                                new Field(SETTING + setting.name(), setting.description(), false)))
                        .toList());
    }
}
