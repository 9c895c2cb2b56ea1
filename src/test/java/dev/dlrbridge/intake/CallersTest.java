package dev.dlrbridge.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dlrbridge.gateway.Gateways;
import dev.dlrbridge.job.Jobs;
import dev.dlrbridge.tenant.Channels;
import dev.dlrbridge.tenant.callback.CallbackPath;
import dev.dlrbridge.testing.DatabaseResource;
import dev.dlrbridge.testing.Tenant;
import dev.dlrbridge.trace.Failures;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever asks for unknown keys costs little, and takes nothing from those behind the same address. */
@QuarkusTest
@WithTestResource(DatabaseResource.class)
class CallersTest {
    private static final Caller UNKNOWN = new Caller.Stranger(Refusal.UNKNOWN_CALLBACK);
    private static final Caller TOO_MANY = new Caller.Stranger(Refusal.TOO_MANY_UNKNOWN);
    private static final int IN_VAIN = 25;

    private final Callers callers;
    private final Random random = new Random();
    private Tenant.Callback known;

    CallersTest(Channels channels, Gateways gateways, IntakeConfig config) {
        Failures failures = new Failures(new SimpleMeterRegistry());
        this.callers = new Callers(channels, gateways, config, failures, new Jobs(failures));
    }

    @BeforeEach
    void createChannel() {
        known = Tenant.create().channel("kannel");
    }

    @Test
    void shouldLookUpNoMoreUnknownKeysOfOneAddress() {
        for (int i = 0; i < IN_VAIN; i++) {
            find(unknown(), "192.0.2.1/32");
        }

        assertThat(find(unknown(), "192.0.2.1/32")).isEqualTo(TOO_MANY);
        assertThat(find(unknown(), "192.0.2.2/32")).as("another address").isEqualTo(UNKNOWN);
    }

    @Test
    void shouldFindAKnownKeyThatWasNeverAskedForWhateverElseCameFromTheSameAddress() {
        for (int i = 0; i < IN_VAIN; i++) {
            find(unknown(), "192.0.2.3/32");
        }

        assertThat(find(known.path(), "192.0.2.3/32")).isInstanceOf(Caller.Known.class);
    }

    @Test
    void shouldCountNoLookUpThatFoundAChannel() {
        for (int i = 0; i < IN_VAIN; i++) {
            assertThat(find(Tenant.create().channel("kannel").path(), "192.0.2.4/32"))
                    .isInstanceOf(Caller.Known.class);
        }

        assertThat(find(unknown(), "192.0.2.4/32")).isEqualTo(UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/dlr", "/dlr/kannel/", "/dlr/kannel/short", "/dlr/kannel/%41AAAAAAAAAAAAAAAAAAAAA", "/dlr/x"})
    void shouldKnowWithoutALookUpThatThereIsNoSuchKey(String path) {
        assertThat(callers.remembered(CallbackPath.parse(path))).contains(UNKNOWN);
    }

    @Test
    void shouldRememberBothAnswers() {
        String unknown = unknown();
        assertThat(callers.remembered(CallbackPath.parse(unknown))).isEmpty();
        find(unknown, "192.0.2.5/32");
        find(known.path(), "192.0.2.5/32");

        assertThat(callers.remembered(CallbackPath.parse(unknown))).contains(UNKNOWN);
        assertThat(callers.remembered(CallbackPath.parse(known.path())))
                .hasValueSatisfying(caller -> assertThat(caller).isInstanceOf(Caller.Known.class));
    }

    private Caller find(String path, String address) {
        Optional<CallbackPath> parsed = CallbackPath.parse(path);
        return callers.find(parsed.orElseThrow(), () -> address).await().atMost(Duration.ofSeconds(20));
    }

    private String unknown() {
        byte[] key = new byte[16];
        random.nextBytes(key);
        return "/dlr/kannel/" + Base64.getUrlEncoder().withoutPadding().encodeToString(key);
    }
}
