package dev.dlrbridge.tenant;

import dev.dlrbridge.sql.Statements;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;

/** A Bitrix24 application; its secret stays in the store. */
public record Application(String clientId, String title, Instant updatedAt) {
    /** Reads it from a row of those columns. */
    static Application of(Row row) {
        return new Application(row.getString(0), row.getString(1), Statements.time(row, 2));
    }

    /** Changes with each change of the application. */
    public String version() {
        return Portal.version(updatedAt);
    }
}
