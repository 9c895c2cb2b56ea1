package dev.dlrbridge.webhook;

import dev.dlrbridge.tenant.secret.SealedColumn;
import dev.dlrbridge.tenant.secret.SecretBox;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.UUID;

/** What is encrypted of endpoints and their events. */
@Singleton
class WebhookSealing {
    private static final String TABLE = "webhook_endpoint";
    private static final String ROW = "client_id || '/' || name";
    private static final String SECRET = "secret";
    private static final String PREVIOUS_SECRET = "previous_secret";

    private final SecretBox box;

    WebhookSealing(SecretBox box) {
        this.box = box;
    }

    Buffer seal(String clientId, String endpoint, SigningSecret secret) {
        return seal(SECRET, clientId, endpoint, secret);
    }

    Buffer sealPrevious(String clientId, String endpoint, SigningSecret secret) {
        return seal(PREVIOUS_SECRET, clientId, endpoint, secret);
    }

    SigningSecret open(String clientId, String endpoint, byte[] sealed) {
        return open(SECRET, clientId, endpoint, sealed);
    }

    SigningSecret openPrevious(String clientId, String endpoint, byte[] sealed) {
        return open(PREVIOUS_SECRET, clientId, endpoint, sealed);
    }

    byte[] openPayload(UUID eventId, byte[] sealed) {
        return box.open("webhook_event", "payload", eventId.toString(), sealed);
    }

    private Buffer seal(String column, String clientId, String endpoint, SigningSecret secret) {
        return Buffer.buffer(box.sealText(TABLE, column, clientId + '/' + endpoint, secret.text()));
    }

    private SigningSecret open(String column, String clientId, String endpoint, byte[] sealed) {
        return new SigningSecret(box.openText(TABLE, column, clientId + '/' + endpoint, sealed));
    }

    @Produces
    @Singleton
    static SealedColumn secret() {
        return new SealedColumn(TABLE, SECRET, ROW);
    }

    @Produces
    @Singleton
    static SealedColumn previousSecret() {
        return new SealedColumn(TABLE, PREVIOUS_SECRET, ROW);
    }
}
