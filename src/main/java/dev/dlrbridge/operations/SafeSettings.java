package dev.dlrbridge.operations;

import dev.dlrbridge.sql.Statements;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** Refuses a server that may forget what it has committed, or that is too old. */
@ApplicationScoped
class SafeSettings {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int OLDEST_VERSION = 150_000;

    private static final String UNSAFE = """
            SELECT name
              FROM pg_settings
             WHERE name IN ('fsync', 'full_page_writes', 'synchronous_commit') AND setting = 'off'
                OR name = 'server_version_num' AND setting::int < %d
             ORDER BY name
            """.formatted(OLDEST_VERSION);

    private final Statements statements;

    SafeSettings(Statements statements) {
        this.statements = statements;
    }

    /** @throws UnsafeSettingsException naming the settings; blocks, so not for an event loop */
    void requireSafe() {
        String unsafe = statements
                .list(UNSAFE, Tuple.tuple(), SafeSettings::name)
                .map(names -> String.join(", ", names))
                .await()
                .atMost(PATIENCE);
        if (!unsafe.isEmpty()) {
            throw new UnsafeSettingsException(unsafe);
        }
    }

    private static String name(Row row) {
        String name = row.getString(0);
        return name.equals("server_version_num") ? "server_version (15 or later is needed)" : name + " is off";
    }

    /** The server works, but not safely. */
    static final class UnsafeSettingsException extends RuntimeException {
        UnsafeSettingsException(String settings) {
            super("unsafe database settings: " + settings);
        }
    }
}
