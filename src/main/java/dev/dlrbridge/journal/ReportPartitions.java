package dev.dlrbridge.journal;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;

/** The history's partitions, one per day of receipt (UTC, by the database's clock). */
@ApplicationScoped
public class ReportPartitions {
    /** Another replica may do the same at the same moment: the lock lets one after the other. */
    private static final String ENSURE = """
            DO $$
            DECLARE
              today date := (now() AT TIME ZONE 'UTC')::date;
            BEGIN
              PERFORM pg_advisory_xact_lock(hashtext('dlrbridge.report.partitions'));
              SET LOCAL lock_timeout = '5s';
              FOR day IN 0..7 LOOP
                EXECUTE format(
                  'CREATE TABLE IF NOT EXISTS %I PARTITION OF report FOR VALUES FROM (%L) TO (%L)',
                  'report_' || to_char(today + day, 'YYYYMMDD'),
                  (today + day) || ' 00:00:00+00',
                  (today + day + 1) || ' 00:00:00+00');
              END LOOP;
            END $$
            """;

    private final Pool pool;

    ReportPartitions(Pool pool) {
        this.pool = pool;
    }

    /** Makes the partitions of today and the seven days to come; those that exist stay as they are. */
    public Uni<Void> ensure() {
        return SqlFailure.guarded(() -> pool.query(ENSURE).execute()).replaceWithVoid();
    }
}
