package dev.dlrbridge.bitrix24;

import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.ssl.NotSslRecordException;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;

/** Names the transport's exceptions by what they mean for the call. */
final class Faults {
    private static final int DEEPEST_CAUSE = 10;

    private Faults() {}

    static FailureKind kindOf(Throwable fault) {
        return Stream.iterate(fault, cause -> cause != null, Throwable::getCause)
                .limit(DEEPEST_CAUSE)
                .map(Faults::kindOfOne)
                .filter(kind -> kind != FailureKind.UNEXPECTED)
                .findFirst()
                .orElse(FailureKind.UNEXPECTED);
    }

    private static FailureKind kindOfOne(Throwable fault) {
        if (fault instanceof RefusedAddressException) {
            return FailureKind.ADDRESS_REFUSED;
        }
        if (fault instanceof ConnectException
                || fault instanceof ConnectTimeoutException
                || fault instanceof UnknownHostException
                || fault instanceof NoRouteToHostException
                || fault instanceof SSLHandshakeException
                || fault instanceof NotSslRecordException
                || fault instanceof ConnectionPoolTooBusyException) {
            return FailureKind.CONNECT_FAILED;
        }
        if (fault instanceof TimeoutException
                || fault instanceof io.smallrye.mutiny.TimeoutException
                || fault instanceof org.eclipse.microprofile.faulttolerance.exceptions.TimeoutException) {
            return FailureKind.TIMEOUT;
        }
        if (fault instanceof CircuitBreakerOpenException) {
            return FailureKind.NOT_ASKED;
        }
        if (fault instanceof BoundedAnswer.TooLargeException) {
            return FailureKind.NOT_JSON;
        }
        // Vert.x reports a closed connection as an IOException too.
        return fault instanceof IOException ? FailureKind.CONNECTION_CUT : FailureKind.UNEXPECTED;
    }
}
