package dev.dlrbridge.tenant;

import static dev.dlrbridge.tenant.PortalSql.ACCESS_TOKEN;
import static dev.dlrbridge.tenant.PortalSql.PREVIOUS_ACCESS_TOKEN;
import static dev.dlrbridge.tenant.PortalSql.PREVIOUS_REFRESH_TOKEN;
import static dev.dlrbridge.tenant.PortalSql.REFRESH_TOKEN;

import dev.dlrbridge.bitrix24.ApplicationCredentials;
import dev.dlrbridge.bitrix24.PortalAccess;
import dev.dlrbridge.bitrix24.RenewedTokens;
import dev.dlrbridge.sql.Statements;
import dev.dlrbridge.tenant.secret.SecretBox;
import dev.dlrbridge.tenant.secret.UnreadableSecretException;
import dev.dlrbridge.trace.LogFields;
import dev.dlrbridge.trace.PortalName;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** The statements about token pairs and the right to renew them; each is a transaction of its own. */
@ApplicationScoped
class TokenStore {
    private static final Logger LOG = Logger.getLogger(TokenStore.class);

    private static final String READ_ACCESS = """
            SELECT id, client_id, member_id, client_endpoint, access_token, token_in_body
              FROM portal
             WHERE id = ANY ($1)""";
    private static final String READ = """
            SELECT p.id, p.member_id, p.client_endpoint, p.access_token, p.token_in_body, p.refresh_token,
                   p.previous_refresh_token,
                   p.client_id, a.client_secret, a.client_refusals
              FROM portal p
              JOIN application a USING (client_id)
             WHERE p.id = $1""";
    // Compares the access token, so that a pair which was renewed since it was read is not renewed again.
    private static final String CLAIM = """
            UPDATE portal
               SET refresh_claimed_until = now() + interval '90 seconds',
                   refresh_sequence = refresh_sequence + 1
             WHERE id = $1
               AND access_token = $2
               AND (refresh_claimed_until IS NULL OR refresh_claimed_until < now())
            RETURNING refresh_sequence""";
    private static final String RELEASE = """
            UPDATE portal
               SET refresh_claimed_until = NULL
             WHERE id = $1
               AND refresh_sequence = $2""";
    private static final String UNRENEWED = """
            UPDATE portal
               SET refresh_claimed_until = CASE WHEN $3 THEN refresh_claimed_until END,
                   unrenewed_since = coalesce(unrenewed_since, now())
             WHERE id = $1
               AND refresh_sequence = $2
            RETURNING unrenewed_since < now() - interval '1 day'""";
    // One at once and one a minute later, then one each quarter of an hour: five in any hour.
    private static final String LOOK_UP = """
            UPDATE portal
               SET sought_until = greatest(sought_until, now()) + interval '15 minutes'
             WHERE id = $1
               AND (sought_until IS NULL OR sought_until <= now() + interval '14 minutes')""";
    private static final String STORE = """
            UPDATE portal
               SET access_token = $3,
                   refresh_token = $4,
                   expires_at = $5,
                   previous_access_token = $6,
                   previous_refresh_token = $7,
                   client_endpoint = coalesce($8, client_endpoint),
                   refresh_claimed_until = NULL,
                   unrenewed_since = NULL,
                   refreshed_at = now(),
                   updated_at = now()
             WHERE id = $1
               AND refresh_sequence = $2""";
    private static final String TOKEN_IN_BODY = """
            UPDATE portal
               SET token_in_body = true
             WHERE id = $1""";
    private static final String FORGET_PREVIOUS = """
            UPDATE portal
               SET previous_access_token = NULL,
                   previous_refresh_token = NULL
             WHERE id = $1
               AND previous_refresh_token IS NOT NULL""";
    // A refresh token lives for 28 days at least: an idle chain is renewed in its third week, each at its own hour.
    private static final String IDLE = """
            SELECT id, client_id, member_id, client_endpoint, access_token, token_in_body
              FROM portal
             WHERE (state = 'active' OR probe_at IS NOT NULL)
               AND refreshed_at < now() - interval '14 days' - abs(hashtext(id::text) % 168) * interval '1 hour'
             ORDER BY refreshed_at
             LIMIT $1""";

    private final Statements statements;
    private final SecretBox box;

    TokenStore(Statements statements, SecretBox box) {
        this.statements = statements;
        this.box = box;
    }

    Uni<Map<UUID, PortalAccess>> access(Collection<UUID> portalIds) {
        return accesses(READ_ACCESS, Tuple.of(portalIds.toArray(UUID[]::new)));
    }

    /** Portals whose tokens were not renewed for so long that their refresh tokens may lapse; the oldest first. */
    Uni<Map<UUID, PortalAccess>> idle(int limit) {
        return accesses(IDLE, Tuple.of(limit));
    }

    Uni<Void> needsTokenInBody(UUID portalId) {
        return statements.count(TOKEN_IN_BODY, Tuple.of(portalId)).replaceWithVoid();
    }

    Uni<Void> forgetPrevious(UUID portalId) {
        return statements.count(FORGET_PREVIOUS, Tuple.of(portalId)).replaceWithVoid();
    }

    private Uni<Map<UUID, PortalAccess>> accesses(String sql, Tuple values) {
        return statements
                .list(sql, values, row -> readable(row).map(access -> Map.entry(row.getUUID("id"), access)))
                .map(found -> found.stream()
                        .flatMap(Optional::stream)
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    /** One row that another keyset has sealed must not keep the others' tokens back. */
    private Optional<PortalAccess> readable(Row row) {
        try {
            return Optional.of(access(row));
        } catch (UnreadableSecretException sealedByAnother) {
            PortalName portal = new PortalName(
                    row.getUUID("id"),
                    row.getString("client_id"),
                    row.getString("member_id"),
                    PortalName.domain(URI.create(row.getString("client_endpoint"))));
            try (LogFields fields = LogFields.portal(portal)) {
                LOG.errorf("The tokens of portal %s cannot be read with this keyset", portal);
            }
            return Optional.empty();
        }
    }

    /** Fails with {@link UnknownPortalException}. */
    Uni<TokenRow> read(UUID portalId) {
        return statements
                .first(READ, Tuple.of(portalId), this::tokenRow)
                .map(found -> found.orElseThrow(UnknownPortalException::new));
    }

    /** The claim's sequence number; empty if another has the claim or the pair has changed. */
    Uni<OptionalLong> claim(TokenRow tokens) {
        Tuple values = Tuple.of(tokens.portalId(), Buffer.buffer(tokens.sealedAccessToken()));
        return statements
                .first(CLAIM, values, row -> OptionalLong.of(row.getLong(0)))
                .map(sequence -> sequence.orElseGet(OptionalLong::empty));
    }

    /** Takes the right to ask where the portal is now; false if that was done lately. */
    Uni<Boolean> claimLookUp(UUID portalId) {
        return statements.count(LOOK_UP, Tuple.of(portalId)).map(claimed -> claimed == 1);
    }

    /**
     * Notes that the authorisation server has answered, but gave no pair.
     *
     * @param keepClaim whether it may still be at it
     * @return whether it has done nothing else for a day
     */
    Uni<Boolean> unrenewed(UUID portalId, long sequence, boolean keepClaim) {
        return statements
                .first(UNRENEWED, Tuple.of(portalId, sequence, keepClaim), row -> row.getBoolean(0))
                .map(lasting -> lasting.orElse(false));
    }

    Uni<Void> release(UUID portalId, long sequence) {
        return statements.count(RELEASE, Tuple.of(portalId, sequence)).replaceWithVoid();
    }

    /** False if the claim is no longer ours. */
    Uni<Boolean> store(TokenRow old, long sequence, RenewedTokens renewed, Optional<URI> clientEndpoint) {
        Tuple values = Tuple.tuple()
                .addUUID(old.portalId())
                .addLong(sequence)
                .addBuffer(seal(old, ACCESS_TOKEN, renewed.pair().accessToken()))
                .addBuffer(seal(old, REFRESH_TOKEN, renewed.pair().refreshToken()))
                .addOffsetDateTime(renewed.pair().expiresAt().atOffset(ZoneOffset.UTC))
                .addBuffer(seal(old, PREVIOUS_ACCESS_TOKEN, old.access().accessToken()))
                .addBuffer(seal(old, PREVIOUS_REFRESH_TOKEN, old.refreshToken()))
                .addString(clientEndpoint.map(URI::toString).orElse(null));
        return statements.count(STORE, values).map(stored -> stored == 1);
    }

    private io.vertx.mutiny.core.buffer.Buffer seal(TokenRow row, String column, String text) {
        byte[] sealed = box.sealText(PortalSql.TABLE, column, row.portalId().toString(), text);
        return io.vertx.mutiny.core.buffer.Buffer.buffer(sealed);
    }

    private TokenRow tokenRow(Row row) {
        UUID id = row.getUUID("id");
        String clientId = row.getString("client_id");
        String clientSecret = box.openText(
                ApplicationSql.TABLE, ApplicationSql.CLIENT_SECRET, clientId, bytes(row, ApplicationSql.CLIENT_SECRET));
        return new TokenRow(
                id,
                row.getString("member_id"),
                new ApplicationCredentials(clientId, clientSecret),
                access(row),
                box.openText(PortalSql.TABLE, REFRESH_TOKEN, id.toString(), bytes(row, REFRESH_TOKEN)),
                row.getBuffer(PREVIOUS_REFRESH_TOKEN) == null
                        ? null
                        : box.openText(
                                PortalSql.TABLE,
                                PREVIOUS_REFRESH_TOKEN,
                                id.toString(),
                                bytes(row, PREVIOUS_REFRESH_TOKEN)),
                row.getInteger("client_refusals"),
                bytes(row, ACCESS_TOKEN));
    }

    private PortalAccess access(Row row) {
        String id = row.getUUID("id").toString();
        return new PortalAccess(
                URI.create(row.getString("client_endpoint")),
                box.openText(PortalSql.TABLE, ACCESS_TOKEN, id, bytes(row, ACCESS_TOKEN)),
                row.getBoolean("token_in_body"));
    }

    private static byte[] bytes(Row row, String column) {
        return row.getBuffer(column).getBytes();
    }
}
