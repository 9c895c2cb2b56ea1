package dev.dlrbridge.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.dlrbridge.trace.Failures;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatementsTest {
    private static final Class<?> UNAVAILABLE = StatementException.Unavailable.class;
    private static final Class<?> UNSTORABLE = StatementException.Unstorable.class;

    private final Statements statements = new Statements(null);
    private final AtomicInteger tries = new AtomicInteger();

    /** With whether {@link Failures} is to take it for what comes and goes. */
    static Stream<Arguments> failures() {
        return Stream.of(
                arguments(new IOException("Connection reset by peer"), UNAVAILABLE, true),
                arguments(refused("57P01"), UNAVAILABLE, true),
                arguments(refused("22021"), UNSTORABLE, false),
                arguments(refused("23503"), UNSTORABLE, false),
                arguments(refused("23505"), StatementException.Duplicate.class, false),
                arguments(refused("23514"), UNAVAILABLE, false),
                arguments(refused("42P01"), UNAVAILABLE, false),
                arguments(refused(null), UNAVAILABLE, false),
                arguments(new IllegalStateException("a bug"), UNAVAILABLE, false));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void shouldSayWhatAFailureMeansAndHideNoBug(Throwable failure, Class<?> type, boolean foreseen) {
        Throwable failed = failed(statements.run(pool -> Uni.createFrom().failure(failure)));

        assertThat(failed).isExactlyInstanceOf(type).hasCause(failure);
        assertThat(new Failures(new SimpleMeterRegistry())
                        .at("test", StatementsTest.class)
                        .note("", failed))
                .isEqualTo(foreseen);
    }

    @Test
    void shouldFailAsItWouldLaterWhenAStatementCannotEvenBegin() {
        Throwable failed = failed(statements.list("SELECT 1", Tuple.tuple(), row -> 1));

        assertThat(failed).isInstanceOf(UNAVAILABLE).hasCauseInstanceOf(NullPointerException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"40P01", "40001"})
    void shouldTryThreeTimesWhatLosesAgainstAnother(String sqlState) {
        Uni<Integer> lostTwice = statements.run(pool -> tries.incrementAndGet() < 3
                ? Uni.createFrom().failure(refused(sqlState))
                : Uni.createFrom().item(tries.get()));
        Uni<Integer> lostAlways = statements.run(pool -> {
            tries.incrementAndGet();
            return Uni.createFrom().failure(refused(sqlState));
        });

        assertThat(lostTwice.await().indefinitely()).isEqualTo(3);
        assertThat(failed(lostAlways)).isInstanceOf(UNAVAILABLE);
        assertThat(tries).hasValue(6);
    }

    @Test
    void shouldNotTryAgainWhatWouldEndTheSameWay() {
        failed(statements.run(pool -> {
            tries.incrementAndGet();
            return Uni.createFrom().failure(refused("23505"));
        }));

        assertThat(tries).hasValue(1);
    }

    private static <T> Throwable failed(Uni<T> uni) {
        return uni.subscribe()
                .withSubscriber(UniAssertSubscriber.create())
                .assertFailed()
                .getFailure();
    }

    private static PgException refused(String sqlState) {
        return new PgException("refused", "ERROR", sqlState, "detail");
    }
}
