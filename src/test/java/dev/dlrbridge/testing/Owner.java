package dev.dlrbridge.testing;

import io.vertx.core.Vertx;
import io.vertx.mutiny.pgclient.PgConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.ConfigProvider;

/** The role that owns the schema, for what the service's own may not do. */
@ApplicationScoped
public class Owner {
    static final String URL = "test.owner-url";

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Vertx vertx;

    Owner(Vertx vertx) {
        this.vertx = vertx;
    }

    /** Several statements are one transaction. */
    public void execute(String sql) {
        select(sql);
    }

    /** The first column of what is found. */
    public List<String> select(String sql) {
        PgConnection connection = connect();
        try {
            List<String> found = new ArrayList<>();
            connection.query(sql).execute().await().atMost(PATIENCE).forEach(row -> found.add(row.getString(0)));
            return found;
        } finally {
            connection.close().await().atMost(PATIENCE);
        }
    }

    /** To be closed by the caller. */
    public PgConnection connect() {
        String url = ConfigProvider.getConfig().getValue(URL, String.class);
        return PgConnection.connect(new io.vertx.mutiny.core.Vertx(vertx), url)
                .await()
                .atMost(PATIENCE);
    }
}
