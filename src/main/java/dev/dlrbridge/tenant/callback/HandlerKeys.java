package dev.dlrbridge.tenant.callback;

import dev.dlrbridge.net.OutsideConfig;
import dev.dlrbridge.sql.Statements;
import dev.dlrbridge.tenant.event.EventPortal;
import dev.dlrbridge.tenant.secret.SealedColumn;
import dev.dlrbridge.tenant.secret.SecretBox;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/**
 * Makes the address that a portal's senders have as their HANDLER. The key in it is made once, and stays as long as the
 * portal: Bitrix24 does not prove all of its posts by the application token.
 */
@ApplicationScoped
public class HandlerKeys {
    /** How the path of each address begins. */
    public static final String PATH = "/bitrix24/messages/";

    private static final int KEY_BYTES = 16;
    private static final String TABLE = "portal";
    private static final String KEY = "handler_key";

    private static final String READ = "SELECT client_id, handler_key FROM portal WHERE id = $1";

    /** Another replica may have made one meanwhile. */
    private static final String MAKE = """
            UPDATE portal
               SET handler_key = coalesce(handler_key, $2),
                   handler_key_hash = coalesce(handler_key_hash, $3)
             WHERE id = $1
            RETURNING client_id, handler_key
            """;

    private static final String FIND = """
            SELECT id, client_id, member_id, client_endpoint, application_token, language
              FROM portal
             WHERE handler_key_hash = $1 AND client_id = $2 AND state <> 'uninstalled'
            """;

    private final Statements statements;
    private final SecretBox secrets;
    private final SecureRandom random;
    private final String base;

    HandlerKeys(Statements statements, SecretBox secrets, SecureRandom random, OutsideConfig config) {
        this.statements = statements;
        this.secrets = secrets;
        this.random = random;
        this.base = config.publicUrl().toString().replaceFirst("/$", "");
    }

    /** The whole address of a portal, which contains its key; always the same one. Null if there is no such portal. */
    public Uni<URI> addressOf(UUID portalId) {
        return statements
                .first(READ, Tuple.of(portalId), row -> address(portalId, row))
                .chain(found -> found.isPresent() && found.get().isEmpty()
                        ? make(portalId)
                        : Uni.createFrom().item(found))
                .map(found -> found.flatMap(address -> address).orElse(null));
    }

    private Uni<Optional<Optional<URI>>> make(UUID portalId) {
        byte[] bytes = new byte[KEY_BYTES];
        random.nextBytes(bytes);
        String key = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        Tuple values = Tuple.of(
                portalId,
                Buffer.buffer(secrets.sealText(TABLE, KEY, portalId.toString(), key)),
                Buffer.buffer(KeyHash.of(key).bytes()));
        return statements.first(MAKE, values, row -> address(portalId, row));
    }

    /** Empty if the portal has none yet. */
    private Optional<URI> address(UUID portalId, Row row) {
        return Optional.ofNullable(row.getBuffer(KEY))
                .map(found -> secrets.openText(TABLE, KEY, portalId.toString(), found.getBytes()))
                .map(key -> URI.create(base + PATH + row.getString("client_id") + "/" + key));
    }

    /** The portal of an application that has this key, unless it has removed the application. */
    public Uni<Optional<HandlerPortal>> find(String clientId, String key) {
        Tuple values = Tuple.of(Buffer.buffer(KeyHash.of(key).bytes()), clientId);
        return statements.first(FIND, values, this::portal);
    }

    private HandlerPortal portal(Row row) {
        UUID id = row.getUUID("id");
        return new HandlerPortal(
                new EventPortal(
                        id,
                        row.getString("client_id"),
                        row.getString("member_id"),
                        URI.create(row.getString("client_endpoint"))),
                Optional.ofNullable(row.getBuffer("application_token"))
                        .map(found -> secrets.openText(TABLE, "application_token", id.toString(), found.getBytes())),
                Optional.ofNullable(row.getString("language")));
    }

    /** What of it is encrypted. */
    @Produces
    @Singleton
    static SealedColumn key() {
        return new SealedColumn(TABLE, KEY, "id::text");
    }
}
