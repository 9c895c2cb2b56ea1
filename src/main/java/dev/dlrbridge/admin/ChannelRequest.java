package dev.dlrbridge.admin;

import dev.dlrbridge.gateway.Gateways;
import dev.dlrbridge.tenant.Channel;
import dev.dlrbridge.tenant.ChannelValues;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A wish for a channel.
 *
 * @param senderCode the sender's CODE, with the characters that Bitrix24 permits
 * @param messageIdPattern what Bitrix24's message ids look like; 32 hexadecimal digits when absent
 * @param secrets by the names that the gateway's profile asks for; never shown again
 */
@Schema(examples = """
        {"gateway":"twilio","senderCode":"provider1","secrets":{"authToken":"…"},"settings":{}}""")
record ChannelRequest(
        @NotBlank String gateway,
        @NotNull @Pattern(regexp = SENDER_CODE) String senderCode,
        @Size(max = 20) Map<@NotBlank String, @NotBlank @Size(max = 4096) String> secrets,
        @Size(max = 50) Map<@NotBlank String, @NotNull @Valid SettingValue> settings,
        @Size(max = 128) String messageIdPattern) {
    /** As Bitrix24 permits them. */
    static final String SENDER_CODE = "[A-Za-z0-9._-]{1,64}";

    /** @throws InvalidFieldsException when the gateway is unknown, or wants other secrets or settings */
    void check(Gateways gateways) {
        MessageIdPatterns.check(messageIdPattern);
        ChannelFields.check(gateways, gateway, secretsOrNone(), SettingValue.plain(settings));
    }

    ChannelValues values() {
        Map<String, List<String>> lists = secretsOrNone().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, secret -> List.of(secret.getValue())));
        return new ChannelValues(
                senderCode,
                lists,
                SettingValue.plain(settings),
                messageIdPattern == null ? Channel.USUAL_MESSAGE_ID : messageIdPattern);
    }

    private Map<String, String> secretsOrNone() {
        return secrets == null ? Map.of() : secrets;
    }

    @Override
    public String toString() {
        return "ChannelRequest[gateway=" + gateway + ", senderCode=" + senderCode + "]";
    }
}
