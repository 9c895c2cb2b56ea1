package dev.dlrbridge.tenant;

import static dev.dlrbridge.tenant.ChannelEntity.KEY;
import static dev.dlrbridge.tenant.ChannelEntity.TABLE;

import dev.dlrbridge.tenant.secret.NamedSecrets;
import dev.dlrbridge.tenant.secret.SecretBox;
import dev.dlrbridge.tenant.setting.ChannelSettings;
import dev.dlrbridge.trace.PortalName;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Seals a channel's key and gateway secrets into its row, and opens them with those of its template. */
@ApplicationScoped
class ChannelSecrets {
    private static final Pattern USUAL_MESSAGE_ID = Pattern.compile(Channel.USUAL_MESSAGE_ID);

    private final SecretBox box;
    private final NamedSecrets named;

    ChannelSecrets(SecretBox box, NamedSecrets named) {
        this.box = box;
        this.named = named;
    }

    /** Those that are the template's are kept there only, so that a change there is one here. */
    void putSecrets(ChannelEntity row, String clientId, Map<String, List<String>> secrets) {
        Map<String, List<String>> own = new HashMap<>(secrets);
        own.entrySet().removeAll(ofTemplate(row, clientId).entrySet());
        row.secrets = named.seal(TABLE, place(row), own);
    }

    void putKey(ChannelEntity row, String key) {
        row.key = box.sealText(TABLE, KEY, place(row), key);
    }

    String key(ChannelEntity row) {
        return box.openText(TABLE, KEY, place(row), row.key);
    }

    /**
     * @param account the portal's {@code member_id}; null of an application's channel
     * @param clientEndpoint the portal's address; null likewise
     */
    Channel channel(ChannelEntity row, String account, String clientId, String clientEndpoint) {
        return new Channel(
                row.id,
                row.portalId == null ? row.id : row.portalId,
                account,
                clientId,
                clientEndpoint == null ? null : PortalName.domain(URI.create(clientEndpoint)),
                row.gateway,
                row.senderCode,
                secrets(row, clientId),
                ChannelSettings.of(new JsonObject(row.settings).getMap()),
                pattern(row.messageIdPattern));
    }

    private Map<String, List<String>> secrets(ChannelEntity row, String clientId) {
        Map<String, List<String>> all = new HashMap<>(ofTemplate(row, clientId));
        all.putAll(named.open(TABLE, place(row), row.secrets));
        return all;
    }

    private Map<String, List<String>> ofTemplate(ChannelEntity row, String clientId) {
        return row.templateSecrets == null
                ? Map.of()
                : named.open("template", clientId + "/" + row.gateway, row.templateSecrets);
    }

    /** Nearly all channels have the usual one, which then is in memory once. */
    private static Pattern pattern(String messageId) {
        return messageId.equals(USUAL_MESSAGE_ID.pattern()) ? USUAL_MESSAGE_ID : Pattern.compile(messageId);
    }

    /** With whose it is: a channel that is moved to another portal is not opened there. */
    private static String place(ChannelEntity row) {
        return (row.portalId == null ? row.clientId : row.portalId) + "/" + row.id;
    }
}
