package dev.dlrbridge.sql;

import io.vertx.pgclient.PgException;
import java.sql.SQLException;
import java.util.Set;

/** What a failed statement means, by its <a href="https://www.postgresql.org/docs/current/errcodes-appendix.html">SQLSTATE</a>. */
public final class SqlState {
    private static final Set<String> LOST_RACE = Set.of("40P01", "40001");

    /**
     * A server that is away, stopping, starting, full, short of memory, or a standby for the moment; statements that took
     * too long, or waited too long for a lock.
     */
    private static final Set<String> PASSING = Set.of("08", "53", "57", "25006", "55P03");

    private SqlState() {}

    /** Whether a transaction lost against another, so that it may simply be run again. */
    public static boolean isLostRace(Throwable failure) {
        return LOST_RACE.contains(of(failure));
    }

    /** Whether it is the server's state of the moment that the statement failed for, and not the statement. */
    public static boolean isPassing(Throwable failure) {
        String state = of(failure);
        return isLostRace(failure) || PASSING.stream().anyMatch(state::startsWith);
    }

    /**
     * Whether the values were refused: class 22 is a data exception, class 23 an integrity violation; no partition for the
     * day (23514) is no fault of the data.
     */
    static boolean isAboutData(Throwable failure) {
        String state = of(failure);
        return (state.startsWith("22") || state.startsWith("23")) && !state.equals("23514");
    }

    static boolean isDuplicate(Throwable failure) {
        return of(failure).equals("23505");
    }

    private static String of(Throwable failure) {
        String state = null;
        if (failure instanceof PgException pg) {
            state = pg.getSqlState();
        } else if (failure instanceof SQLException jdbc) {
            state = jdbc.getSQLState();
        } else if (failure instanceof StatementException known) {
            return of(known.getCause());
        }
        return state == null ? "" : state;
    }
}
