package dev.dlrbridge.quarantine;

import dev.dlrbridge.gateway.Callback;
import dev.dlrbridge.gateway.Parameters;
import dev.dlrbridge.gateway.ReceivedText;
import dev.dlrbridge.tenant.Channel;
import dev.dlrbridge.tenant.Channels;
import dev.dlrbridge.tenant.callback.CallbackPath;
import dev.dlrbridge.trace.Masked;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Opens requests in quarantine for people who mend a profile. */
@ApplicationScoped
public class KeptRequests {
    private static final Pattern FIELD_NAME = Pattern.compile("(?!.*[0-9]{5})[A-Za-z0-9_.\\-\\[\\]]{1,64}");

    private final QuarantineDoor door;
    private final Channels channels;

    KeptRequests(QuarantineDoor door, Channels channels) {
        this.door = door;
        this.channels = channels;
    }

    /** How a request is built: names only, since any value may be a phone number. */
    public Outline outline(SealedRequest sealed) {
        Callback request = door.open(sealed);
        return new Outline(
                request.method(),
                Masked.kept(request.mediaType()),
                request.body().length,
                request.headers().keySet().stream().map(Masked::name).toList(),
                names(request.query()),
                names(request.form()));
    }

    /** The request as it came, without the channel's key and secrets. */
    public Uni<Revealed> reveal(SealedRequest sealed) {
        Callback request = door.open(sealed);
        return channels.find(sealed.entry().channelId()).map(channel -> revealed(request, channel));
    }

    private static Revealed revealed(Callback request, Optional<Channel> channel) {
        Redaction redaction = new Redaction(channel.stream()
                .flatMap(known -> known.secrets().values().stream())
                .flatMap(Collection::stream)
                .toList());
        Map<String, List<String>> headers = new TreeMap<>();
        request.headers().forEach((name, values) -> headers.put(name, redaction.header(name, values)));
        return new Revealed(
                request.method(),
                CallbackPath.parse(request.path()).map(CallbackPath::messageId).orElse(null),
                request.rawQuery() == null ? null : redaction.text(ReceivedText.ofOctets(request.rawQuery())),
                headers,
                redaction.text(ReceivedText.of(request.content(), request.charset())));
    }

    /** A name that no gateway's documentation would have may be a value in the wrong place. */
    private static List<String> names(Parameters parameters) {
        return parameters.pairs().stream()
                .map(Parameters.Parameter::name)
                .map(name -> FIELD_NAME.matcher(name).matches() ? Masked.name(name) : "?")
                .distinct()
                .sorted()
                .toList();
    }

    /**
     * The outline of a request.
     *
     * @param mediaType of the body; null if not declared
     * @param bodyBytes length of the body
     * @param formNames names of the body's parameters, when it is a form
     */
    public record Outline(
            String method,
            String mediaType,
            int bodyBytes,
            List<String> headerNames,
            List<String> queryNames,
            List<String> formNames) {}

    /**
     * A request with all that the gateway said; holds personal data.
     *
     * @param messageId the last segment of the path, if there was one after the key
     * @param body as a text, without its {@code Content-Encoding}
     */
    public record Revealed(
            String method, String messageId, String query, Map<String, List<String>> headers, String body) {
        @Override
        public String toString() {
            return "Revealed[method=" + method + "]";
        }
    }
}
