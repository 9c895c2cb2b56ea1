package dev.dlrbridge.journal;

import dev.dlrbridge.sql.SqlState;
import io.smallrye.mutiny.Uni;
import io.vertx.pgclient.PgException;
import java.util.function.Supplier;

/** What a failed statement means, by its <a href="https://www.postgresql.org/docs/current/errcodes-appendix.html">SQLSTATE</a>. */
final class SqlFailure {
    private static final int TRIES = 3;

    private SqlFailure() {}

    /** Runs a transaction again when it lost against another, three times in all, and types what fails in the end. */
    static <T> Uni<T> guarded(Supplier<Uni<T>> transaction) {
        return Uni.createFrom()
                .deferred(transaction::get)
                .onFailure(SqlState::isLostRace)
                .retry()
                .atMost(TRIES - 1L)
                .onFailure(failure -> !(failure instanceof JournalException))
                .transform(SqlFailure::typed);
    }

    private static JournalException typed(Throwable failure) {
        return isAboutData(failure)
                ? new JournalException.Unstorable(failure)
                : new JournalException.Unavailable(failure);
    }

    /** Class 22 is a data exception, class 23 an integrity violation; no partition for the day is no fault of the data. */
    private static boolean isAboutData(Throwable failure) {
        return failure instanceof PgException pg
                && pg.getSqlState() != null
                && (pg.getSqlState().startsWith("22") || pg.getSqlState().startsWith("23"))
                && !"23514".equals(pg.getSqlState());
    }
}
