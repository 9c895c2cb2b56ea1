package dev.dlrbridge.forwarding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.dlrbridge.forwarding.LaneLeases.Renewal;
import dev.dlrbridge.tenant.RequestLimit;
import dev.dlrbridge.tenant.call.AdministrativeCalls;
import dev.dlrbridge.testing.DatabaseResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(DatabaseResource.class)
class LaneLeasesTest {
    private static final Duration LEASE = Duration.ofSeconds(15);

    private final UUID first = UUID.randomUUID();
    private final UUID second = UUID.randomUUID();
    private final String account = UUID.randomUUID().toString();
    private final LaneLeases leases;
    private final AdministrativeCalls administrativeCalls;
    private final Pool pool;

    LaneLeasesTest(LaneLeases leases, AdministrativeCalls administrativeCalls, Pool pool) {
        this.leases = leases;
        this.administrativeCalls = administrativeCalls;
        this.pool = pool;
    }

    @Test
    void shouldGiveALaneToOneOwnerOnly() {
        assertThat(acquire(first)).isNotNull();
        assertThat(acquire(second)).isNull();
    }

    @Test
    void shouldGiveEachLaneToOneOwnerWhenManyReplicasWantManyAtOnce() {
        List<String> accounts = IntStream.range(0, 100)
                .mapToObj(i -> UUID.randomUUID().toString())
                .toList();

        List<List<Lease>> acquired = await(Uni.join()
                .all(IntStream.range(0, 6)
                        .mapToObj(replica -> leases.acquire(UUID.randomUUID(), accounts, LEASE))
                        .toList())
                .andFailFast());

        assertThat(acquired.stream().flatMap(List::stream).map(Lease::account))
                .doesNotHaveDuplicates()
                .isSubsetOf(accounts)
                .hasSizeGreaterThan(50);
    }

    @Test
    void shouldHandOverTheExactBudgetWhenReleased() {
        // Given
        Lane lane = lane(acquire(first));
        lane.budget().charge(40);

        // When
        await(leases.release(first, List.of(lane), 0));
        Lease taken = acquire(second);

        // Then
        assertThat(taken.epoch()).isEqualTo(lane.epoch() + 1);
        assertThat(taken.handedOver()).isTrue();
        assertThat(taken.budgetLevel()).isEqualTo(40);
        assertThat(taken.secondsSince()).isBetween(0.0, 5.0);
    }

    @Test
    void shouldTakeOverAnExpiredLeaseAndLetTheFormerOwnerWriteNothing() {
        // Given
        Lane lost = lane(acquire(first));
        execute("UPDATE lane SET lease_until = now() - interval '3 seconds' WHERE account = $1");

        // When
        Lease taken = acquire(second);

        // Then
        assertThat(taken.handedOver()).isFalse();
        assertThat(taken.secondsSince()).isCloseTo(3, within(2.0));
        assertThat(await(leases.renew(first, List.of(lost), LEASE, 0))).isEmpty();
        await(leases.release(first, List.of(lost), 0));
        assertThat(acquire(first)).isNull();
    }

    @Test
    void shouldNotRenewALeaseThatHasRunOut() {
        Lane lane = lane(acquire(first));
        execute("UPDATE lane SET lease_until = now() - interval '1 second' WHERE account = $1");

        assertThat(await(leases.renew(first, List.of(lane), LEASE, 0))).isEmpty();
    }

    @Test
    void shouldKeepABlockedLaneClosedForTheNextOwner() {
        // Given
        Lane lane = lane(acquire(first));
        lane.close(0, Duration.ofMinutes(1));

        // When
        await(leases.release(first, List.of(lane), 0));

        // Then
        assertThat(acquire(second)).isNull();
        execute("UPDATE lane SET blocked_until = now() WHERE account = $1");
        assertThat(acquire(second)).isNotNull();
    }

    @Test
    void shouldCarryALoweredDrainAcrossOwners() {
        // Given
        Lane lane = lane(acquire(first));
        lane.budget().foundFull(0);

        // When
        await(leases.release(first, List.of(lane), 0));

        // Then
        assertThat(acquire(second).drain()).isEqualTo(1.6);
    }

    @Test
    void shouldTellThePlanOfThePortalAtAcquisitionAndRenewal() {
        // Given
        execute("INSERT INTO application (client_id, client_secret, title) VALUES ('app.lease', '', '')"
                + " ON CONFLICT DO NOTHING");
        execute(
                "INSERT INTO portal (id, client_id, member_id, client_endpoint, access_token, refresh_token, expires_at,"
                        + " state, request_limit)"
                        + " VALUES (gen_random_uuid(), 'app.lease', $1, '', '', '', now(), 'active', '5/250')");

        // When, Then
        Lease taken = acquire(first);
        assertThat(taken.limit()).isEqualTo(RequestLimit.ENTERPRISE);
        execute("UPDATE portal SET request_limit = 'unlimited' WHERE member_id = $1");
        assertThat(await(leases.renew(first, List.of(lane(taken)), LEASE, 0)))
                .containsExactly(new Renewal(account, 0, RequestLimit.UNLIMITED));
    }

    @Test
    void shouldChargeAdministrativeCallsToTheOwnerOnce() {
        // Given
        Lane lane = lane(acquire(first));
        administrate();
        administrate();

        // When, Then
        assertThat(await(leases.renew(first, List.of(lane), LEASE, 0)))
                .containsExactly(new Renewal(account, 2, RequestLimit.STANDARD));
        assertThat(await(leases.renew(first, List.of(lane), LEASE, 0)))
                .containsExactly(new Renewal(account, 0, RequestLimit.STANDARD));
    }

    @Test
    void shouldChargeAdministrativeCallsMadeWhileNobodyHadTheLane() {
        administrate();
        administrate();

        assertThat(acquire(first).budgetLevel()).isEqualTo(2);
    }

    @Test
    void shouldMakeOneAdministrativeCallAtATime() {
        // Given
        CompletableFuture<String> answer = new CompletableFuture<>();
        CompletableFuture<Void> begun = new CompletableFuture<>();
        CompletableFuture<String> firstCall = administrativeCalls
                .inTurn(account, () -> {
                    begun.complete(null);
                    return Uni.createFrom().completionStage(answer);
                })
                .subscribeAsCompletionStage();
        assertThat(begun).succeedsWithin(Duration.ofSeconds(5));
        CompletableFuture<Boolean> secondCall = administrativeCalls
                .inTurn(account, () -> Uni.createFrom().item(answer::isDone))
                .subscribeAsCompletionStage();

        // When
        assertThat(firstCall).isNotDone();
        assertThat(secondCall).isNotDone();
        answer.complete("done");

        // Then
        assertThat(firstCall).succeedsWithin(Duration.ofSeconds(5)).isEqualTo("done");
        assertThat(secondCall).succeedsWithin(Duration.ofSeconds(5)).isEqualTo(true);
    }

    @Test
    void shouldGiveTheTurnBackWhenAnAdministrativeCallFails() {
        assertThat(administrativeCalls
                        .inTurn(account, () -> Uni.createFrom().failure(new IllegalArgumentException("refused")))
                        .subscribeAsCompletionStage())
                .failsWithin(Duration.ofSeconds(5))
                .withThrowableThat()
                .withCauseInstanceOf(IllegalArgumentException.class);

        administrate();
    }

    private void administrate() {
        await(administrativeCalls.inTurn(account, () -> Uni.createFrom().item("done")));
    }

    private Lease acquire(UUID owner) {
        return await(leases.acquire(owner, List.of(account), LEASE)).stream()
                .findFirst()
                .orElse(null);
    }

    private static Lane lane(Lease lease) {
        return new Lane(lease, 0, new Random(1));
    }

    private void execute(String sql) {
        await(pool.preparedQuery(sql).execute(sql.contains("$1") ? Tuple.of(account) : Tuple.tuple()));
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(10));
    }
}
