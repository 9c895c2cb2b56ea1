package dev.dlrbridge.tenant.template;

import dev.dlrbridge.sql.Statements;
import dev.dlrbridge.tenant.ChannelValues;
import dev.dlrbridge.tenant.secret.NamedSecrets;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The applications' templates; one of each is the present one. */
@ApplicationScoped
public class Templates {
    private static final String TABLE = "template";

    private static final String COLUMNS = "template.client_id, template.gateway, template.sender_code,"
            + " template.secrets, template.settings::text AS settings, template.message_id_pattern,"
            + " template.customer_gateways, template.notifications, template.version, template.updated_at";

    private static final String PUT = """
            WITH former AS (
              UPDATE template SET present = false WHERE client_id = $1 AND gateway <> $2 AND present
            )
            INSERT INTO template (client_id, gateway, present, sender_code, secrets, settings, message_id_pattern,
                                  customer_gateways, notifications)
            VALUES ($1, $2, true, $3, $4, $5::text::jsonb, $6, $7, $8)
            ON CONFLICT (client_id, gateway) DO UPDATE
               SET present = true,
                   sender_code = EXCLUDED.sender_code,
                   secrets = EXCLUDED.secrets,
                   settings = EXCLUDED.settings,
                   message_id_pattern = EXCLUDED.message_id_pattern,
                   customer_gateways = EXCLUDED.customer_gateways,
                   notifications = EXCLUDED.notifications,
                   version = template.version + 1,
                   updated_at = now()
            RETURNING\s""" + COLUMNS;

    private static final String FIND = "SELECT " + COLUMNS
            + " FROM template WHERE client_id = $1 AND CASE WHEN $2::text IS NULL THEN present ELSE gateway = $2 END"
            + " ORDER BY updated_at DESC LIMIT 1";

    private static final String END = "UPDATE template SET present = false WHERE client_id = $1 AND present";

    /** Of those that are not the present one, secrets to which no channel refers. */
    private static final String TIDY = """
            DELETE FROM template t
             WHERE t.client_id = $1
               AND NOT t.present
               AND NOT EXISTS (SELECT
                                 FROM channel c
                                 JOIN portal p ON p.id = c.portal_id
                                WHERE p.client_id = t.client_id AND c.gateway = t.gateway AND c.template IS NOT NULL)
            """;

    private final Statements statements;
    private final NamedSecrets secrets;

    Templates(Statements statements, NamedSecrets secrets) {
        this.statements = statements;
        this.secrets = secrets;
    }

    /**
     * Gives an application, which there must be, another template. Its secrets are those of all its channels from now on,
     * everything else is theirs when it is applied to them.
     *
     * @param gateways of which customers may bring an account of their own
     * @param notifications whether users of the portals are told in Bitrix24 of what goes wrong
     */
    public Uni<Template> put(
            String clientId, String gateway, ChannelValues values, List<String> gateways, boolean notifications) {
        Tuple row = Tuple.of(clientId, gateway, values.senderCode())
                .addBuffer(Buffer.buffer(secrets.seal(TABLE, rowId(clientId, gateway), values.secrets())))
                .addString(new JsonObject(Map.copyOf(values.settings())).encode())
                .addString(values.messageIdPattern())
                .addArrayOfString(gateways.toArray(String[]::new))
                .addBoolean(notifications);
        return statements.one(PUT, row, this::template).call(() -> tidy(clientId));
    }

    /** The application's present template. */
    public Uni<Optional<Template>> find(String clientId) {
        return statements.first(FIND, Tuple.of(clientId, null), this::template);
    }

    /** The application's template of a gateway, be it the present one or not. */
    public Uni<Optional<Template>> find(String clientId, String gateway) {
        return statements.first(FIND, Tuple.of(clientId, gateway), this::template);
    }

    /** Installs make nothing from now on; channels of the template stay as they are. False if there is none. */
    public Uni<Boolean> end(String clientId) {
        return statements
                .count(END, Tuple.of(clientId))
                .call(() -> tidy(clientId))
                .map(ended -> ended > 0);
    }

    private Uni<Integer> tidy(String clientId) {
        return statements.count(TIDY, Tuple.of(clientId));
    }

    private Template template(Row row) {
        String clientId = row.getString("client_id");
        String gateway = row.getString("gateway");
        byte[] sealed = row.getBuffer("secrets").getBytes();
        return new Template(
                clientId,
                gateway,
                new ChannelValues(
                        row.getString("sender_code"),
                        secrets.open(TABLE, rowId(clientId, gateway), sealed),
                        new JsonObject(row.getString("settings")).getMap(),
                        row.getString("message_id_pattern")),
                List.of(row.getArrayOfStrings("customer_gateways")),
                row.getBoolean("notifications"),
                row.getLong("version"),
                row.getOffsetDateTime("updated_at").toInstant());
    }

    private static String rowId(String clientId, String gateway) {
        return clientId + "/" + gateway;
    }
}
