package dev.dlrbridge.tenant;

import static dev.dlrbridge.tenant.ChannelEntity.KEY;
import static dev.dlrbridge.tenant.ChannelEntity.SECRETS;
import static dev.dlrbridge.tenant.ChannelEntity.TABLE;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dlrbridge.tenant.secret.SecretBox;
import dev.dlrbridge.tenant.secret.UnreadableSecretException;
import dev.dlrbridge.tenant.setting.ChannelSettings;
import dev.dlrbridge.trace.PortalName;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Seals a channel's key and gateway secrets into its row, and opens them. */
@ApplicationScoped
class ChannelSecrets {
    private static final TypeReference<Map<String, List<String>>> SECRETS_TYPE = new TypeReference<>() {};

    private static final Pattern USUAL_MESSAGE_ID = Pattern.compile(Channel.USUAL_MESSAGE_ID);

    private final SecretBox box;
    private final ObjectMapper json;

    ChannelSecrets(SecretBox box, ObjectMapper json) {
        this.box = box;
        this.json = json;
    }

    void putSecrets(ChannelEntity row, Map<String, List<String>> secrets) {
        row.secrets = box.seal(TABLE, SECRETS, place(row), write(secrets));
    }

    void putKey(ChannelEntity row, String key) {
        row.key = box.sealText(TABLE, KEY, place(row), key);
    }

    String key(ChannelEntity row) {
        return box.openText(TABLE, KEY, place(row), row.key);
    }

    /** @param account the portal's {@code member_id} */
    Channel channel(ChannelEntity row, String account, String clientId, String clientEndpoint) {
        return new Channel(
                row.id,
                row.portalId,
                account,
                clientId,
                PortalName.domain(URI.create(clientEndpoint)),
                row.gateway,
                row.senderCode,
                read(box.open(TABLE, SECRETS, place(row), row.secrets)),
                ChannelSettings.of(new JsonObject(row.settings).getMap()),
                pattern(row.messageIdPattern));
    }

    /** Nearly all channels have the usual one, which then is in memory once. */
    private static Pattern pattern(String messageId) {
        return messageId.equals(USUAL_MESSAGE_ID.pattern()) ? USUAL_MESSAGE_ID : Pattern.compile(messageId);
    }

    /** With the portal: a channel that is moved to another one is not opened there. */
    private static String place(ChannelEntity row) {
        return row.portalId + "/" + row.id;
    }

    private byte[] write(Map<String, List<String>> secrets) {
        try {
            return json.writeValueAsBytes(secrets);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, List<String>> read(byte[] secrets) {
        try {
            return json.readValue(secrets, SECRETS_TYPE);
        } catch (IOException e) {
            // The cause would quote the secrets.
            throw new UnreadableSecretException(TABLE, SECRETS);
        }
    }
}
