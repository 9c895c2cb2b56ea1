package dev.dlrbridge.trace;

import dev.dlrbridge.sql.SqlState;
import io.smallrye.mutiny.CompositeException;
import io.vertx.core.VertxException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.sqlclient.DatabaseException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.TimeoutException;
import org.eclipse.microprofile.faulttolerance.exceptions.FaultToleranceException;

/** Tells failures of network, database and portals, which come and go, from those of the program. */
final class Foreseen {
    private static final int DEEPEST_CAUSE = 10;

    private Foreseen() {}

    /** Whether the failure, or what has caused it, is one of those that were to be expected. */
    static boolean is(Throwable failure) {
        return is(failure, DEEPEST_CAUSE);
    }

    private static boolean is(Throwable failure, int depth) {
        if (failure == null || depth == 0) {
            return false;
        }
        // A bug in what deals with a failure comes together with that failure, and must not hide behind it.
        if (failure instanceof CompositeException several) {
            return several.getCauses().stream().allMatch(one -> is(one, depth - 1));
        }
        return isByItself(failure) || is(failure.getCause(), depth - 1);
    }

    private static boolean isByItself(Throwable failure) {
        if (failure instanceof DatabaseException || failure instanceof SQLException) {
            return SqlState.isPassing(failure);
        }
        return failure instanceof ExpectedFailure
                || failure instanceof IOException
                || failure instanceof TimeoutException
                || failure instanceof io.smallrye.mutiny.TimeoutException
                || failure instanceof FaultToleranceException
                // Vert.x says so that a connection is closed, and that the pool had none in time.
                || failure instanceof VertxException
                || failure instanceof NoStackTraceThrowable;
    }
}
