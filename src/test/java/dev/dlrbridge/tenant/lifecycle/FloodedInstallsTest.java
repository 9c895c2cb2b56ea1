package dev.dlrbridge.tenant.lifecycle;

import static dev.dlrbridge.tenant.lifecycle.LifeCycleFixture.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dlrbridge.bitrix24.TokenPair;
import dev.dlrbridge.testing.DatabaseResource;
import dev.dlrbridge.testing.Rows;
import dev.dlrbridge.testing.Tenant;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.mutiny.sqlclient.Tuple;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Forged installs, of which nobody can say yet that they are, come in masses: others' find a place, and are judged. */
@QuarkusTest
@WithTestResource(DatabaseResource.class)
class FloodedInstallsTest {
    /** From where the tests' own posts come. */
    private static final String HERE = "127.0.0.0/24";

    private static final String ELSEWHERE = "203.0.113.0/24";
    private static final String FLOOD = """
            INSERT INTO life_cycle_event (id, client_id, member_id, sender, claim, due_at)
            SELECT gen_random_uuid(), $1, coalesce($2, 'forged' || number),
                   coalesce($3, '2001:db8:' || to_hex(number) || '::/48'), '\\x00', now() + interval '1 day'
              FROM generate_series(1, $4) AS number
            """;

    private final LifeCycleFixture fixture;
    private final VerificationSlots slots;
    private final PendingEvents pending;
    private final InstallEvents installs;
    private final Rows rows;
    private final List<Cancellable> occupied = new ArrayList<>();
    private Tenant tenant;

    FloodedInstallsTest(
            LifeCycleFixture fixture,
            VerificationSlots slots,
            PendingEvents pending,
            InstallEvents installs,
            Rows rows) {
        this.fixture = fixture;
        this.slots = slots;
        this.pending = pending;
        this.installs = installs;
        this.rows = rows;
    }

    @BeforeEach
    void createTenant() {
        tenant = fixture.tenant();
        rows.select("DELETE FROM life_cycle_event", Tuple.tuple());
    }

    @AfterEach
    void clean() {
        occupied.forEach(Cancellable::cancel);
        rows.select("DELETE FROM life_cycle_event", Tuple.tuple());
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // application, account, sender, how many, answer
                "ours,  ours, elsewhere, 4,    200",
                "ours,  ours, elsewhere, 5,    503",
                "other, ours, elsewhere, 5,    200",
                "ours,  -,    here,      4999, 200",
                "ours,  -,    here,      5000, 503",
                "other, -,    here,      5000, 503",
                "ours,  -,    elsewhere, 5000, 200",
                "ours,  -,    -,         7999, 200",
                "ours,  -,    -,         8000, 503",
                "other, -,    -,         8000, 200",
                "other, -,    -,         9999, 200",
                "other, -,    -,        10000, 503"
            })
    void shouldKeepRoomForOthersThanWhoeverFloods(
            String application, String account, String sender, int count, int answer) {
        rows.select(
                FLOOD,
                Tuple.of(
                        application.equals("ours") ? tenant.clientId() : "app.other",
                        account == null ? null : tenant.memberId(),
                        sender == null ? null : sender.equals("here") ? HERE : ELSEWHERE,
                        count));

        HttpResponse<String> answered =
                LifeCyclePost.install(tenant.portal(), tenant.tokens()).send();

        assertThat(answered.statusCode()).isEqualTo(answer);
        assertThat(fixture.portal(tenant).isPresent()).isEqualTo(answer == 200);
        if (answer == 503) {
            assertThat(answered.body()).isEqualTo(Outcome.UNAVAILABLE.text());
            assertThat(answered.headers().firstValue("Retry-After")).contains("30");
            assertThat(tenant.portal().statistics().requests()).isZero();
        }
    }

    @Test
    void shouldKeepAnInstallForLaterWhenItsSenderHasOthersJudged() {
        occupy(HERE);

        assertThat(LifeCyclePost.install(tenant.portal(), tenant.tokens()).status())
                .isEqualTo(200);
        assertThat(fixture.portal(tenant)).isEmpty();
        assertThat(fixture.pending(tenant)).isEqualTo(1);
        assertThat(tenant.portal().statistics().requests()).isZero();

        rows.select("UPDATE life_cycle_event SET due_at = now()", Tuple.tuple());
        await(installs.judgeDue());
        assertThat(fixture.portal(tenant)).isPresent();
    }

    @Test
    void shouldRefuseAPageWhenItsSenderHasOthersJudgedAndShowItWhenOnlyOthersHave() {
        occupy(ELSEWHERE);
        assertThat(LifeCyclePost.page(tenant.portal(), tenant.tokens()).status())
                .isEqualTo(200);
        fixture.rest();
        occupy(HERE);

        HttpResponse<String> page =
                LifeCyclePost.page(tenant.portal(), tenant.portal().install()).send();

        assertThat(page.statusCode()).isEqualTo(503);
        assertThat(page.body()).contains(Outcome.UNAVAILABLE.text());
    }

    @Test
    void shouldJudgeAllThatIsDueButWhatCannotBeRead() {
        rows.select(FLOOD, Tuple.of(tenant.clientId(), null, null, 1));
        for (int number = 0; number < 20; number++) {
            await(pending.add(UUID.randomUUID(), forged(number), ELSEWHERE));
        }
        rows.select("UPDATE life_cycle_event SET due_at = now()", Tuple.tuple());

        await(installs.judgeDue());

        assertThat(fixture.pending(tenant)).isEqualTo(1);
    }

    private InstallClaim forged(int number) {
        TokenPair tokens = new TokenPair("forged" + number, "forged", Instant.EPOCH);
        return new InstallClaim(
                tenant.clientId(),
                "forged" + number,
                tenant.portal().clientEndpoint(),
                Optional.empty(),
                tokens,
                Optional.empty());
    }

    /** Until the test ends. */
    private void occupy(String sender) {
        for (int number = 0; number < VerificationSlots.MOST_OF_SENDER; number++) {
            occupied.add(slots.run(sender, () -> Uni.createFrom().nothing())
                    .subscribe()
                    .with(verdict -> {}));
        }
    }
}
