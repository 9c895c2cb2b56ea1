package dev.dlrbridge.retention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dlrbridge.testing.DatabaseResource;
import dev.dlrbridge.testing.Rows;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(DatabaseResource.class)
class PortalRowsTest {
    private static final String TABLES_OF_PORTALS = """
            SELECT c.relname
              FROM pg_class c
              JOIN pg_attribute a ON a.attrelid = c.oid
             WHERE a.attname = 'portal_id'
               AND c.relkind IN ('r', 'p')
               AND NOT c.relispartition
               AND c.relname NOT IN ('channel', 'erasure')
            """;

    private final PortalRows portalRows;
    private final Rows rows;

    PortalRowsTest(PortalRows portalRows, Rows rows) {
        this.portalRows = portalRows;
        this.rows = rows;
    }

    @Test
    void shouldKnowEveryTableThatHoldsRowsOfPortals() {
        List<String> tables = rows.select(TABLES_OF_PORTALS, Tuple.tuple()).stream()
                .map(row -> row.getString(0))
                .toList();

        assertThat(PortalRows.tables()).containsExactlyInAnyOrderElementsOf(tables);
    }

    @Test
    void shouldRemoveOnlySoManyRowsOfOnlyThatPortal() {
        UUID portal = UUID.randomUUID();
        UUID other = UUID.randomUUID();
        messages(portal, 5);
        messages(other, 5);

        assertThat(removeSome(portal, 3)).isEqualTo(3);
        assertThat(removeSome(portal, 3)).isEqualTo(2);
        assertThat(removeSome(portal, 3)).isZero();

        assertThat(count(portal)).isZero();
        assertThat(count(other)).isEqualTo(5);
    }

    private long removeSome(UUID portal, int most) {
        return portalRows.removeSome(portal, most).await().indefinitely();
    }

    private void messages(UUID portal, int number) {
        rows.select(
                "INSERT INTO message (portal_id, message_id, channel_id, sender_code, reported)"
                        + " SELECT $1, 'm' || n, $1, 'sender1', 40 FROM generate_series(1, $2) n",
                Tuple.of(portal, number));
    }

    private long count(UUID portal) {
        return rows.select("SELECT count(*) FROM message WHERE portal_id = $1", Tuple.of(portal))
                .get(0)
                .getLong(0);
    }
}
