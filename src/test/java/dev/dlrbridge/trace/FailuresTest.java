package dev.dlrbridge.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dlrbridge.testing.LogCapture;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.CompositeException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.io.IOException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FailuresTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private long nanos = 1;
    private final Failures.Place place = new Failures(registry, () -> nanos).at("test", FailuresTest.class);

    static Stream<Throwable> foreseen() {
        return Stream.of(
                new IOException("Connection reset by peer"),
                new UnknownHostException("portal.invalid"),
                new TimeoutException(),
                new io.smallrye.mutiny.TimeoutException(),
                new org.eclipse.microprofile.faulttolerance.exceptions.TimeoutException(),
                new CircuitBreakerOpenException(),
                ClosedConnectionException.INSTANCE,
                new NoStackTraceThrowable("Timeout"),
                refused("08006"),
                refused("40001"),
                refused("40P01"),
                refused("53100"),
                refused("53300"),
                refused("57014"),
                refused("57P01"),
                refused("57P03"),
                refused("55P03"),
                refused("25006"),
                new Passing(),
                new CompletionException(new IllegalStateException(new IOException())),
                new CompositeException(new IOException(), new TimeoutException()));
    }

    static Stream<Throwable> unforeseen() {
        Exception deep = new IOException("too deep to be the reason");
        for (int depth = 0; depth < 20; depth++) {
            deep = new IllegalStateException(deep);
        }
        return Stream.of(
                new NullPointerException(),
                new IllegalStateException("a bug"),
                new CompletionException(new ClassCastException()),
                new StackOverflowError(),
                refused("42703"),
                refused("23505"),
                refused("22P02"),
                refused(null),
                new CompositeException(new IOException(), new NullPointerException()),
                deep);
    }

    @ParameterizedTest
    @MethodSource("foreseen")
    void shouldTellOnlyThoseWhoDebugWhenTheFailureWasToBeExpected(Throwable failure) {
        try (LogCapture log = LogCapture.open()) {
            place.note("It is tried again", failure);

            assertThat(log.errors()).isEmpty();
            assertThat(log.lines())
                    .filteredOn(line -> line.contains(FailuresTest.class.getName()))
                    .singleElement()
                    .asString()
                    .contains("It is tried again");
            assertThat(count()).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("unforeseen")
    void shouldCountAndLogWithItsStackWhenNobodyForesawTheFailure(Throwable failure) {
        try (LogCapture log = LogCapture.open()) {
            place.note("It is tried again", failure);

            assertThat(log.errors())
                    .singleElement()
                    .asString()
                    .contains(
                            "It is tried again", "\"test\"", failure.getClass().getName());
            assertThat(count()).isEqualTo(1);
        }
    }

    @Test
    void shouldLogOnceAMinuteAndPlaceButCountAll() {
        Failures.Place other = new Failures(registry, () -> nanos).at("other", FailuresTest.class);
        try (LogCapture log = LogCapture.open()) {
            for (int second = 0; second < 120; second++) {
                place.note("again", new NullPointerException());
                nanos += Duration.ofSeconds(1).toNanos();
            }
            other.note("elsewhere", new NullPointerException());

            assertThat(log.errors()).hasSize(3);
            assertThat(log.errors())
                    .filteredOn(line -> line.contains("again"))
                    .last()
                    .asString()
                    .contains("number 61 ", "\tat ");
            assertThat(count()).isEqualTo(120);
        }
    }

    @Test
    void shouldShowACountOfNoneBeforeTheFirst() {
        assertThat(registry.find("dlrbridge.unexpected.failures")
                        .tag("place", "test")
                        .counter())
                .isNotNull();
    }

    private double count() {
        return registry.counter("dlrbridge.unexpected.failures", "place", "test")
                .count();
    }

    private static PgException refused(String sqlState) {
        return new PgException("refused", "ERROR", sqlState, "detail");
    }

    private static final class Passing extends RuntimeException implements ExpectedFailure {}
}
