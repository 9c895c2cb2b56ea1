package dev.dlrbridge.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dlrbridge.gateway.Gateways;
import dev.dlrbridge.intake.vendor.VendorSite;
import dev.dlrbridge.job.Jobs;
import dev.dlrbridge.journal.Journal;
import dev.dlrbridge.quarantine.QuarantineDoor;
import dev.dlrbridge.tenant.Channels;
import dev.dlrbridge.tenant.callback.CallbackPath;
import dev.dlrbridge.testing.Broken;
import dev.dlrbridge.testing.LogCapture;
import dev.dlrbridge.trace.Failures;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.configuration.MemorySize;
import java.math.BigInteger;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A bug of ours in intake is one line of the log, and the gateway is told to come again. */
class IntakeBugsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final Failures failures = new Failures(registry);
    private LogCapture log;

    @BeforeEach
    void openLog() {
        log = LogCapture.open();
    }

    @AfterEach
    void closeLog() {
        log.close();
    }

    @Test
    void shouldAnswer503WhenAcceptingHasABug() {
        // given
        Intake intake = new Intake(
                Broken.of(Journal.class),
                Broken.of(QuarantineDoor.class),
                Broken.of(Limits.class),
                Broken.of(RequestCheck.class),
                Broken.of(IntakeMetrics.class),
                failures);

        // when
        Answer first = intake.accept(null, null).await().atMost(PATIENCE);
        Answer second = intake.accept(null, null).await().atMost(PATIENCE);

        // then
        assertThat(first.status()).isEqualTo(503);
        assertThat(first.reason()).isEqualTo("unavailable");
        assertThat(second).isEqualTo(first);
        assertLoud("intake", 2);
    }

    @Test
    void shouldAnswer503WhenLookingUpACallbackHasABug() {
        // given
        Callers callers =
                new Callers(Broken.of(Channels.class), Gateways.builtIn(), new Config(), failures, new Jobs(failures));
        CallbackPath path = new CallbackPath("kannel", "A".repeat(22), null);

        // when
        Caller first = callers.find(path, () -> "192.0.2.1/32").await().atMost(PATIENCE);
        Caller second = callers.find(path, () -> "192.0.2.1/32").await().atMost(PATIENCE);

        // then
        assertThat(first).isEqualTo(new Caller.Stranger(Refusal.UNAVAILABLE));
        assertThat(second).isEqualTo(first);
        assertLoud("callback-look-up", 2);
    }

    @Test
    void shouldTellOnlyThoseWhoDebugWhenAVendorDoesNotServeWhatARequestNeeds() {
        Failures.Place place = failures.at("intake", Intake.class);

        boolean foreseen = place.note("It is sent again", new VendorSite.NoContentException("answer 404", null));

        assertThat(foreseen).isTrue();
        assertThat(log.errors()).isEmpty();
    }

    private void assertLoud(String place, int times) {
        assertThat(log.errors())
                .singleElement()
                .asString()
                .contains('"' + place + '"', "NullPointerException", "\tat ");
        assertThat(registry.counter("dlrbridge.unexpected.failures", "place", place)
                        .count())
                .isEqualTo(times);
    }

    private static final class Config implements IntakeConfig {
        @Override
        public MemorySize maxBody() {
            return new MemorySize(BigInteger.TEN);
        }

        @Override
        public Duration answerWithin() {
            return PATIENCE;
        }
    }
}
