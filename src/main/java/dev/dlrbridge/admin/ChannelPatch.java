package dev.dlrbridge.admin;

import dev.dlrbridge.gateway.Gateways;
import dev.dlrbridge.tenant.Channel;
import dev.dlrbridge.tenant.ChannelValues;
import dev.dlrbridge.tenant.setting.ChannelSettings;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A change of a channel, as <a href="https://www.rfc-editor.org/rfc/rfc7396">RFC 7396</a> merges it: what is absent stays,
 * a secret or setting that is null goes.
 *
 * @param secrets each a text, or two while both are to be valid
 */
@Schema(examples = """
        {"senderCode":"provider2","secrets":{"authToken":["new","old"]},"settings":{"onBadSignature":"quarantine"}}""")
record ChannelPatch(
        @Pattern(regexp = ChannelRequest.SENDER_CODE) String senderCode,
        @Size(max = 20) Map<@NotBlank String, @Valid SecretValues> secrets,
        @Size(max = 50) Map<@NotBlank String, @Valid SettingValue> settings,
        @Size(max = 128) String messageIdPattern) {

    /** @throws InvalidFieldsException when the channel would not be in order with it */
    ChannelValues applyTo(Channel channel, Gateways gateways) {
        MessageIdPatterns.check(messageIdPattern);
        Map<String, List<String>> newSecrets = new HashMap<>(channel.secrets());
        merge(newSecrets, secrets == null ? Map.of() : secrets, SecretValues::values);
        Map<String, Object> newSettings = new HashMap<>(channel.settings().values());
        merge(newSettings, settings == null ? Map.of() : settings, SettingValue::value);
        ChannelFields.check(gateways, channel.gateway(), SecretValues.first(newSecrets), newSettings);
        return new ChannelValues(
                senderCode == null ? channel.senderCode() : senderCode,
                newSecrets,
                newSettings,
                messageIdPattern == null ? channel.messageIdPattern().pattern() : messageIdPattern);
    }

    /** Whether portals are to be told of it. */
    boolean concernsSender() {
        return senderCode != null
                || settings != null
                        && Stream.of(
                                        ChannelSettings.HANDLER,
                                        ChannelSettings.SENDER_NAME,
                                        ChannelSettings.SENDER_DESCRIPTION)
                                .anyMatch(settings::containsKey);
    }

    private static <T, V> void merge(Map<String, V> values, Map<String, T> changes, Function<T, ? extends V> value) {
        changes.forEach((name, change) -> {
            if (change == null) {
                values.remove(name);
            } else {
                values.put(name, value.apply(change));
            }
        });
    }

    @Override
    public String toString() {
        return "ChannelPatch";
    }
}
