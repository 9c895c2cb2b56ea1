package dev.dlrbridge.admin.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.ConnectException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FailuresTest {
    private final Failures failures = new Failures(new dev.dlrbridge.trace.Failures(new SimpleMeterRegistry()));

    static Stream<Arguments> unexpected() {
        return Stream.of(
                Arguments.of(new ConnectException("marked"), 503),
                Arguments.of(new TimeoutException("marked"), 503),
                Arguments.of(new CompletionException(new ConnectException("marked")), 503),
                Arguments.of(new IllegalStateException("marked"), 500),
                Arguments.of(new Throwable("marked"), 500));
    }

    @ParameterizedTest
    @MethodSource("unexpected")
    void shouldTellAnAbsentDatabaseFromAFault(Throwable failure, int status) {
        var answer = failures.unexpected(failure);

        assertThat(answer.getStatus()).isEqualTo(status);
        assertThat(answer.getEntity().toString()).doesNotContain("marked");
    }
}
