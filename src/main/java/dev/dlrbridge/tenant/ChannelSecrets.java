package dev.dlrbridge.tenant;

import static dev.dlrbridge.tenant.ChannelSql.KEY;
import static dev.dlrbridge.tenant.ChannelSql.TABLE;

import dev.dlrbridge.tenant.secret.NamedSecrets;
import dev.dlrbridge.tenant.secret.SecretBox;
import dev.dlrbridge.tenant.setting.ChannelSettings;
import dev.dlrbridge.trace.PortalName;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

/** Seals a channel's key and gateway secrets for its row, and opens them with those of its template. */
@ApplicationScoped
class ChannelSecrets {
    private static final Pattern USUAL_MESSAGE_ID = Pattern.compile(Channel.USUAL_MESSAGE_ID);

    private final SecretBox box;
    private final NamedSecrets named;

    ChannelSecrets(SecretBox box, NamedSecrets named) {
        this.box = box;
        this.named = named;
    }

    /** @param place of the channel */
    Buffer seal(String place, Map<String, List<String>> secrets) {
        return Buffer.buffer(named.seal(TABLE, place, secrets));
    }

    /** Those that are the template's are kept there only, so that a change there is one here. */
    Buffer sealOwn(ChannelRow row, Map<String, List<String>> secrets) {
        Map<String, List<String>> own = new HashMap<>(secrets);
        own.entrySet().removeAll(ofTemplate(row).entrySet());
        return seal(place(row), own);
    }

    Buffer sealKey(String place, String key) {
        return Buffer.buffer(box.sealText(TABLE, KEY, place, key));
    }

    String key(ChannelRow row) {
        return box.openText(TABLE, KEY, place(row), row.key());
    }

    Channel channel(ChannelRow row) {
        return new Channel(
                row.id(),
                row.portalId() == null ? row.id() : row.portalId(),
                row.account(),
                row.application(),
                row.clientEndpoint() == null ? null : PortalName.domain(URI.create(row.clientEndpoint())),
                row.gateway(),
                row.senderCode(),
                secrets(row),
                ChannelSettings.of(new JsonObject(row.settings()).getMap()),
                pattern(row.messageIdPattern()));
    }

    private Map<String, List<String>> secrets(ChannelRow row) {
        Map<String, List<String>> all = new HashMap<>(ofTemplate(row));
        all.putAll(named.open(TABLE, place(row), row.secrets()));
        return all;
    }

    private Map<String, List<String>> ofTemplate(ChannelRow row) {
        return row.templateSecrets() == null
                ? Map.of()
                : named.open("template", row.application() + "/" + row.gateway(), row.templateSecrets());
    }

    /** Nearly all channels have the usual one, which then is in memory once. */
    private static Pattern pattern(String messageId) {
        return messageId.equals(USUAL_MESSAGE_ID.pattern()) ? USUAL_MESSAGE_ID : Pattern.compile(messageId);
    }

    static String place(ChannelRow row) {
        return place(row.portalId() == null ? row.clientId() : row.portalId(), row.id());
    }

    /** With whose it is: a channel that is moved to another portal is not opened there. */
    static String place(Object owner, UUID id) {
        return owner + "/" + id;
    }
}
