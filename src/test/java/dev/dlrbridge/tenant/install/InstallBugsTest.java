package dev.dlrbridge.tenant.install;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dlrbridge.bitrix24.TokenPair;
import dev.dlrbridge.testing.Broken;
import dev.dlrbridge.testing.LogCapture;
import dev.dlrbridge.trace.Failures;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A bug of ours in the judging of an install is one line of the log; the others are judged, and it stays stored. */
class InstallBugsTest {
    private final MeterRegistry registry = new SimpleMeterRegistry();

    @Test
    void shouldJudgeTheNextWhenJudgingHasABug() {
        // given
        Due due = new Due(List.of(event(), event()), List.of(event()));
        InstallEvents events = new InstallEvents(
                due,
                Broken.of(Verification.class),
                Broken.of(VerificationSlots.class),
                Broken.of(Installations.class),
                Broken.of(SetUp.class),
                new Failures(registry));

        try (LogCapture log = LogCapture.open()) {
            // when
            events.judgeDue().await().indefinitely();

            // then
            assertThat(due.batches).isEmpty();
            assertThat(log.errors())
                    .singleElement()
                    .asString()
                    .contains("\"install\"", "NullPointerException", "\tat ");
            assertThat(registry.counter("dlrbridge.unexpected.failures", "place", "install")
                            .count())
                    .isEqualTo(3);
        }
    }

    private static PendingEvent event() {
        TokenPair tokens = new TokenPair("access", "refresh", Instant.parse("2026-06-01T13:00:00Z"));
        return new PendingEvent(
                UUID.randomUUID(),
                new InstallClaim(
                        "client",
                        "member",
                        URI.create("https://acme.test"),
                        Optional.empty(),
                        tokens,
                        Optional.empty(),
                        Optional.empty()));
    }

    /** Events that are due, batch by batch; none is ever removed. */
    private static final class Due extends PendingEvents {
        private final Queue<List<PendingEvent>> batches;

        @SafeVarargs
        Due(List<PendingEvent>... batches) {
            super(null, null);
            this.batches = new ArrayDeque<>(List.of(batches));
        }

        @Override
        Uni<List<PendingEvent>> takeDue(int most) {
            return Uni.createFrom().item(batches.isEmpty() ? List.of() : batches.remove());
        }
    }
}
