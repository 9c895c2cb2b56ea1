package dev.dlrbridge.admin;

import dev.dlrbridge.admin.http.GatewayNames;
import dev.dlrbridge.admin.http.InvalidFieldsException;
import dev.dlrbridge.admin.http.Problem.FieldError;
import dev.dlrbridge.gateway.Gateways;
import dev.dlrbridge.net.OutsideConfig;
import dev.dlrbridge.tenant.Channel;
import dev.dlrbridge.tenant.ChannelValues;
import dev.dlrbridge.tenant.setting.ChannelSettings;
import dev.dlrbridge.tenant.template.Template;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What each install of an application is to make.
 *
 * @param secrets kept with the template, for all its channels; when absent, those that it has of this gateway stay
 * @param settings of each channel; {@code handler} says where messages go: {@code bridge}, or the integrator's own address
 * @param gateways of which customers may bring an account of their own, on the page in their portal; none when absent
 * @param notifications whether users of the portals are told in Bitrix24 of what goes wrong; false when absent
 */
@Schema(examples = """
        {"gateway":"twilio","senderCode":"provider1","secrets":{"authToken":"…"},
         "settings":{"handler":"bridge","senderName":{"ru":"Провайдер","en":"Provider"}}}""")
record TemplateRequest(
        @NotBlank String gateway,

        @NotNull @Pattern(regexp = ChannelRequest.SENDER_CODE)
        String senderCode,

        @Size(max = 20) Map<@NotBlank String, @NotNull @Valid SecretValues> secrets,
        @Size(max = 50) Map<@NotBlank String, @NotNull @Valid SettingValue> settings,
        @Size(max = 128) String messageIdPattern,
        @Size(max = 50) List<@NotBlank String> gateways,
        Boolean notifications) {

    /**
     * The values of the template's channels.
     *
     * @param former the application's template of this gateway
     * @throws InvalidFieldsException when no channel would be in order with it
     */
    ChannelValues values(Optional<Template> former, Gateways gateways, OutsideConfig outside) {
        MessageIdPatterns.check(messageIdPattern);
        Map<String, List<String>> all = secrets == null
                ? former.map(known -> known.values().secrets()).orElse(Map.of())
                : SecretValues.plain(secrets);
        Map<String, Object> plain = SettingValue.plain(settings);
        ChannelFields.check(gateways, gateway, SecretValues.first(all), plain);
        checkHandler(plain.get(ChannelSettings.HANDLER), outside);
        return new ChannelValues(
                senderCode, all, plain, messageIdPattern == null ? Channel.USUAL_MESSAGE_ID : messageIdPattern);
    }

    /** @throws InvalidFieldsException when one of them is not in the catalogue */
    List<String> customerGateways(Gateways catalogue) {
        List<String> wanted =
                gateways == null ? List.of() : gateways.stream().distinct().toList();
        wanted.forEach(name -> GatewayNames.check(catalogue, name));
        return wanted;
    }

    boolean wantsNotifications() {
        return Boolean.TRUE.equals(notifications);
    }

    /** Without one no sender can be registered, and Bitrix24 takes none whose host has no dot. */
    private static void checkHandler(Object handler, OutsideConfig outside) {
        if (handler == null) {
            throw refused("is missing: bridge, or the address to which portals post an SMS");
        }
        String host = outside.publicUrl().getHost();
        if (handler.equals(ChannelSettings.BRIDGE) && (host == null || !host.contains("."))) {
            throw refused("cannot be bridge: dlrbridge.public-url is no address that a portal can call");
        }
    }

    private static InvalidFieldsException refused(String error) {
        return new InvalidFieldsException(List.of(new FieldError("settings." + ChannelSettings.HANDLER, error)));
    }

    @Override
    public String toString() {
        return "TemplateRequest[gateway=" + gateway + "]";
    }
}
