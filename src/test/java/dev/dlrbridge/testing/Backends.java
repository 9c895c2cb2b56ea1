package dev.dlrbridge.testing;

import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;

/** The database's processes, one for each connection. */
@ApplicationScoped
public class Backends {
    private final Rows rows;

    Backends(Rows rows) {
        this.rows = rows;
    }

    /** Ends all that listen to notifications of a name, whoever's they are; returns how many. */
    public int killListeners(String name) {
        return rows.select(
                        "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE query = $1",
                        Tuple.of("LISTEN " + name))
                .size();
    }
}
