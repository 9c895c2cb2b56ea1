package dev.dlrbridge.tenant;

import static dev.dlrbridge.tenant.PortalEntity.ACCESS_TOKEN;
import static dev.dlrbridge.tenant.PortalEntity.APPLICATION_TOKEN;
import static dev.dlrbridge.tenant.PortalEntity.REFRESH_TOKEN;
import static dev.dlrbridge.tenant.PortalEntity.TABLE;

import dev.dlrbridge.bitrix24.TokenPair;
import dev.dlrbridge.tenant.secret.SecretBox;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Seals a portal's tokens into its row. */
@ApplicationScoped
class PortalSecrets {
    private final SecretBox box;

    PortalSecrets(SecretBox box) {
        this.box = box;
    }

    /** A new chain of tokens has no previous pair. */
    void putTokens(PortalEntity row, TokenPair tokens) {
        row.accessToken = box.sealText(TABLE, ACCESS_TOKEN, row.id.toString(), tokens.accessToken());
        row.refreshToken = box.sealText(TABLE, REFRESH_TOKEN, row.id.toString(), tokens.refreshToken());
        row.expiresAt = tokens.expiresAt().truncatedTo(ChronoUnit.MICROS);
        row.previousAccessToken = null;
        row.previousRefreshToken = null;
    }

    void putApplicationToken(PortalEntity row, String token) {
        row.applicationToken = box.sealText(TABLE, APPLICATION_TOKEN, row.id.toString(), token);
    }

    Optional<String> applicationToken(PortalEntity row) {
        return Optional.ofNullable(row.applicationToken)
                .map(token -> box.openText(TABLE, APPLICATION_TOKEN, row.id.toString(), token));
    }
}
