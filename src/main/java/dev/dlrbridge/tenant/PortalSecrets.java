package dev.dlrbridge.tenant;

import static dev.dlrbridge.tenant.PortalSql.ACCESS_TOKEN;
import static dev.dlrbridge.tenant.PortalSql.APPLICATION_TOKEN;
import static dev.dlrbridge.tenant.PortalSql.REFRESH_TOKEN;
import static dev.dlrbridge.tenant.PortalSql.TABLE;

import dev.dlrbridge.bitrix24.TokenPair;
import dev.dlrbridge.tenant.secret.SecretBox;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;

/** Seals a portal's tokens for its row. */
@ApplicationScoped
class PortalSecrets {
    private final SecretBox box;

    PortalSecrets(SecretBox box) {
        this.box = box;
    }

    /** Adds both tokens, their end, and the application's token or null. */
    void addTo(Tuple values, UUID portalId, TokenPair tokens, Optional<String> applicationToken) {
        values.addValue(seal(ACCESS_TOKEN, portalId, tokens.accessToken()))
                .addValue(seal(REFRESH_TOKEN, portalId, tokens.refreshToken()))
                .addOffsetDateTime(
                        tokens.expiresAt().truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC))
                .addValue(applicationToken
                        .map(token -> seal(APPLICATION_TOKEN, portalId, token))
                        .orElse(null));
    }

    /** From a row of the portal's id and its application's token. */
    String applicationToken(Row row) {
        return box.openText(
                TABLE,
                APPLICATION_TOKEN,
                row.getUUID(0).toString(),
                row.getBuffer(1).getBytes());
    }

    private Buffer seal(String column, UUID portalId, String token) {
        return Buffer.buffer(box.sealText(TABLE, column, portalId.toString(), token));
    }
}
