package dev.dlrbridge.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.fasterxml.jackson.module.paramnames.ParameterNamesModule;
import dev.dlrbridge.admin.audit.ChangedFields;
import dev.dlrbridge.admin.http.InvalidFieldsException;
import dev.dlrbridge.admin.http.PageRequest;
import dev.dlrbridge.admin.http.QueryValues;
import dev.dlrbridge.admin.http.TimeCursor;
import dev.dlrbridge.admin.http.Versions;
import dev.dlrbridge.gateway.Gateway;
import dev.dlrbridge.gateway.Gateways;
import dev.dlrbridge.tenant.Channel;
import dev.dlrbridge.tenant.ChannelValues;
import dev.dlrbridge.tenant.setting.ChannelSettings;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.io.CharConversionException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;

/**
 * Reads a text as each of the bodies that the administration API takes, and as each kind of query parameter: it is taken
 * or refused in one of the ways that are answered 400, and what a channel is made of can be used.
 */
public final class AdminJsonFuzzTarget {
    private static final Gateways GATEWAYS = Gateways.builtIn();
    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModules(new JavaTimeModule(), new ParameterNamesModule())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    private static final Validator VALIDATOR = Validation.byDefaultProvider()
            .configure()
            .messageInterpolator(new ParameterMessageInterpolator())
            .buildValidatorFactory()
            .getValidator();
    private static final Channel CHANNEL = new Channel(
            new UUID(1, 1),
            new UUID(1, 2),
            "account",
            "client",
            "acme.bitrix24.de",
            "infobip",
            "sender",
            Map.of("username", List.of("a"), "password", List.of("b", "c")),
            ChannelSettings.of(Map.of("tokenHeader", "x-token")),
            Pattern.compile(Channel.USUAL_MESSAGE_ID));

    private AdminJsonFuzzTarget() {}

    /** Called by Jazzer at first, since it is the longest step when every class is instrumented. */
    public static void fuzzerInitialize() {
        fuzzerTestOneInput(new byte[0]);
    }

    /** Called by Jazzer for each input. */
    public static void fuzzerTestOneInput(byte[] input) {
        refusable(() -> use(valid(input, ChannelRequest.class)));
        refusable(() -> use(valid(input, ChannelPatch.class)));
        refusable(() -> valid(input, PortalRequest.class).check());
        refusable(() -> valid(input, ApplicationResource.ApplicationRequest.class));
        refusable(() -> valid(input, TokenResource.TokenRequest.class));
        refusable(() -> valid(input, CorrelatedMessages.CorrelationRequest.class));
        refusable(() -> valid(input, ChannelReportsResource.AttachRequest.class));
        refusable(() -> valid(input, ChannelKeyResource.RotationRequest.class).checkedGracePeriod());
        ChangedFields.names(input);
        String text = new String(input, StandardCharsets.UTF_8);
        refusable(() -> QueryValues.time("since", text));
        refusable(() -> QueryValues.uuid("channelId", text));
        refusable(() -> QueryValues.flag("verified", text));
        PageRequest page = new PageRequest();
        page.after = text;
        refusable(page::key);
        refusable(() -> page.key(Long::valueOf, Long.MAX_VALUE));
        refusable(() -> page.key(TimeCursor::of, TimeCursor.NONE));
        Versions.seen(text);
    }

    private static void use(ChannelRequest request) {
        request.check(GATEWAYS);
        use(request.gateway(), request.values());
    }

    private static void use(ChannelPatch patch) {
        use(CHANNEL.gateway(), patch.applyTo(CHANNEL, GATEWAYS));
    }

    /** A channel that was accepted has a pattern, and settings with which its gateway can read. */
    private static void use(String name, ChannelValues values) {
        Pattern.compile(values.messageIdPattern());
        Gateway gateway = GATEWAYS.find(name).orElseThrow();
        Map<String, String> settings = new TreeMap<>();
        values.settings().forEach((setting, value) -> settings.put(setting, String.valueOf(value)));
        if (gateway.reply(ChannelSettings.without(settings)).status() / 100 != 2) {
            throw new AssertionError("reports are not answered with success");
        }
    }

    private static <T> T valid(byte[] input, Class<T> type) throws JsonProcessingException, CharConversionException {
        T read;
        try {
            read = JSON.readValue(input, type);
        } catch (JsonProcessingException | CharConversionException e) {
            throw e;
        } catch (IOException e) {
            throw new AssertionError("bytes are always there", e);
        }
        if (read == null || !VALIDATOR.validate(read).isEmpty()) {
            throw new InvalidFieldsException(List.of());
        }
        return read;
    }

    private static void refusable(Attempt attempt) {
        try {
            attempt.run();
        } catch (JsonProcessingException | CharConversionException | InvalidFieldsException refused) {
            // answered 400
        }
    }

    private interface Attempt {
        void run() throws JsonProcessingException, CharConversionException;
    }
}
