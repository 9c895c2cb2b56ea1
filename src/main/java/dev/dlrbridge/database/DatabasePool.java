package dev.dlrbridge.database;

import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnectOptions;
import jakarta.inject.Singleton;

/**
 * How the pool connects. It keeps every statement prepared, however long it is: by default the client
 * <a href="https://vertx.io/docs/4.5.27/apidocs/io/vertx/sqlclient/SqlConnectOptions.html">leaves out those above 2,048
 * characters</a>, which are then parsed and planned at each execution. That takes longer than executing them.
 */
@Singleton
class DatabasePool implements PgPoolCreator {
    private static final int LONGEST = 16_384;

    @Override
    public Pool create(Input input) {
        PgConnectOptions options = input.pgConnectOptionsList().get(0).setPreparedStatementCacheSqlLimit(LONGEST);
        return PgBuilder.pool()
                .with(input.poolOptions())
                .connectingTo(() -> withRootOfNow(options, input.vertx()))
                .using(input.vertx())
                .build();
    }

    /** The file is read for each connection: whoever renews the server's certificate may renew its root too. */
    private static Future<SqlConnectOptions> withRootOfNow(PgConnectOptions options, Vertx vertx) {
        if (options.getTrustOptions() instanceof PemTrustOptions trust
                && !trust.getCertPaths().isEmpty()) {
            return vertx.fileSystem()
                    .readFile(trust.getCertPaths().get(0))
                    .map(root ->
                            new PgConnectOptions(options).setPemTrustOptions(new PemTrustOptions().addCertValue(root)));
        }
        return Future.succeededFuture(options);
    }
}
