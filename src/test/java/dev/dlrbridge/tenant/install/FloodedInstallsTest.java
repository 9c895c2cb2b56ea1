package dev.dlrbridge.tenant.install;

import static dev.dlrbridge.tenant.install.LifeCycleFixture.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dlrbridge.bitrix24.TokenPair;
import dev.dlrbridge.testing.DatabaseResource;
import dev.dlrbridge.testing.Rows;
import dev.dlrbridge.testing.Tenant;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.mutiny.sqlclient.Tuple;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
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
    private final List<UniEmitter<? super Verdict>> occupied = new CopyOnWriteArrayList<>();
    private final ExecutorService browsers = Executors.newFixedThreadPool(20);
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
        browsers.shutdown();
        occupied.forEach(verification -> verification.complete(new Verdict.Undecided()));
        rows.select("DELETE FROM life_cycle_event", Tuple.tuple());
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // application, account, sender, how many, how many of them give way
                "ours,  ours, elsewhere, 4,     0",
                "ours,  ours, elsewhere, 4999,  0",
                "other, ours, elsewhere, 5,     0",
                "ours,  -,    here,      4999,  0",
                "ours,  -,    here,      5000,  1",
                "other, -,    here,      5000,  1",
                "ours,  -,    elsewhere, 5000,  0",
                "ours,  -,    -,         7999,  0",
                "ours,  -,    -,         8000,  1",
                "other, -,    -,         8000,  0",
                "other, -,    -,         9999,  0",
                "other, -,    -,         10000, 1"
            })
    void shouldFindAPlaceHoweverManyForgedOnesThereAre(
            String application, String account, String sender, int count, int displaced) {
        // given
        String clientId = application.equals("ours") ? tenant.clientId() : "app.other";
        flood(clientId, account == null ? null : tenant.memberId(), sender, count);

        // when
        int answer = LifeCyclePost.install(tenant.portal(), tenant.tokens()).status();

        // then
        assertThat(answer).isEqualTo(200);
        assertThat(fixture.portal(tenant)).isPresent();
        assertThat(rows.select("SELECT FROM life_cycle_event", Tuple.tuple())).hasSize(count - displaced);
    }

    @Test
    void shouldLetInEachOfTwentyWhoseAccountsForgedOnesName() {
        List<Tenant> victims = Stream.generate(fixture::tenant).limit(20).toList();
        victims.forEach(victim -> flood(victim.clientId(), victim.memberId(), "here", 50));

        List<Integer> answers = victims.stream()
                .map(victim ->
                        LifeCyclePost.install(victim.portal(), victim.tokens()).status())
                .toList();

        assertThat(answers).containsOnly(200);
        assertThat(victims).allMatch(victim -> fixture.portal(victim).isPresent());
    }

    @Test
    void shouldKeepAnInstallWhenItsAccountIsNamedFromElsewhereMoreOftenThanThereArePlaces() {
        // given
        InstallClaim genuine = claim(tenant.memberId(), "genuine");
        await(pending.add(event(genuine), HERE));
        flood(tenant.clientId(), tenant.memberId(), "elsewhere", 4_999);

        // when
        for (int number = 0; number < 100; number++) {
            await(pending.add(event(claim(tenant.memberId(), "forged" + number)), ELSEWHERE));
        }

        // then
        assertThat(await(pending.add(event(genuine), HERE))).as("is added anew").isFalse();
        assertThat(rows.select("SELECT FROM life_cycle_event", Tuple.tuple())).hasSize(5_001);
    }

    @Test
    void shouldKeepTheSameClaimOnce() {
        InstallClaim forged = claim("forged", "same");

        assertThat(await(pending.add(event(forged), HERE))).isTrue();
        assertThat(await(pending.add(event(forged), ELSEWHERE))).isFalse();

        assertThat(rows.select("SELECT FROM life_cycle_event", Tuple.tuple())).hasSize(1);
    }

    @Test
    void shouldRefuseTheSameClaimAtOnceAfterItWasRefuted() {
        LifeCyclePost forged =
                LifeCyclePost.install(tenant.portal(), tenant.tokens()).with("auth[access_token]", "forged");
        assertThat(forged.status()).isEqualTo(403);
        assertThat(fixture.pending(tenant)).isZero();
        occupy(HERE);

        assertThat(forged.status()).isEqualTo(403);
        assertThat(fixture.pending(tenant)).isZero();
    }

    @Test
    void shouldJudgeOneOfEachSenderAndAccountBeforeManyOfOne() {
        // given
        for (int number = 0; number < 100; number++) {
            await(pending.add(event(claim("forged", "forged" + number)), ELSEWHERE));
        }
        await(pending.add(event(claim("victim", "genuine")), ELSEWHERE));
        await(pending.add(event(claim("forged", "genuine")), HERE));
        rows.select("UPDATE life_cycle_event SET due_at = now()", Tuple.tuple());

        // when
        List<PendingEvent> taken = await(pending.takeDue(8));

        // then
        assertThat(taken)
                .extracting(event -> event.claim().tokens().accessToken())
                .filteredOn("genuine"::equals)
                .hasSize(2);
    }

    @Test
    void shouldKeepAnInstallForLaterWhenNobodyCanJudgeItInTime() {
        occupy(HERE);

        assertThat(LifeCyclePost.install(tenant.portal(), tenant.tokens()).status())
                .isEqualTo(200);
        assertThat(fixture.portal(tenant)).isEmpty();
        assertThat(fixture.pending(tenant)).isEqualTo(1);
        assertThat(tenant.portal().statistics().requests()).isZero();

        occupied.forEach(verification -> verification.complete(new Verdict.Undecided()));
        Awaitility.await()
                .untilAsserted(() -> assertThat(fixture.portal(tenant)).isPresent());
    }

    /** As when all come through one proxy that nobody has declared. */
    @Test
    void shouldShowAPageToEachOfTwentyAdministratorsWhileForgedOnesComeFromTheSameAddress() {
        // given
        List<Tenant> tenants = Stream.generate(fixture::tenant).limit(20).toList();
        for (int number = 0; number < 300; number++) {
            judgeSlowly(HERE, claim("forged" + number % 150, "forged" + number));
        }

        // when
        List<CompletableFuture<Integer>> pages = tenants.stream()
                .map(each -> CompletableFuture.supplyAsync(
                        () -> LifeCyclePost.page(each.portal(), each.tokens()).status(), browsers))
                .toList();

        // then
        assertThat(pages).extracting(CompletableFuture::join).containsOnly(200);
    }

    @Test
    void shouldSendAPageAwayWhenNobodyCanJudgeItInTime() {
        occupy(ELSEWHERE);
        CompletableFuture<HttpResponse<String>> page = CompletableFuture.supplyAsync(
                () -> LifeCyclePost.page(tenant.portal(), tenant.tokens()).send(), browsers);

        assertThat(page.join().statusCode()).isEqualTo(503);
        assertThat(page.join().body()).contains("Bitrix24 antwortet gerade nicht.");
        assertThat(tenant.portal().statistics().requests()).isZero();
    }

    @Test
    void shouldJudgeAllThatIsDueButWhatCannotBeRead() {
        rows.select(FLOOD, Tuple.of(tenant.clientId(), null, null, 1));
        for (int number = 0; number < 20; number++) {
            await(pending.add(event(claim("forged" + number, "forged" + number)), ELSEWHERE));
        }
        rows.select("UPDATE life_cycle_event SET due_at = now()", Tuple.tuple());

        await(installs.judgeDue());

        assertThat(fixture.pending(tenant)).isEqualTo(1);
    }

    private void flood(String clientId, String memberId, String sender, int count) {
        String from = sender == null ? null : sender.equals("here") ? HERE : ELSEWHERE;
        rows.select(FLOOD, Tuple.of(clientId, memberId, from, count));
    }

    private InstallClaim claim(String memberId, String accessToken) {
        return new InstallClaim(
                tenant.clientId(),
                memberId,
                tenant.portal().clientEndpoint(),
                Optional.empty(),
                new TokenPair(accessToken, "forged", Instant.EPOCH),
                Optional.empty(),
                Optional.empty());
    }

    private static PendingEvent event(InstallClaim claim) {
        return new PendingEvent(claim.fingerprint(), claim);
    }

    /** All that can be judged at once, until the test ends. */
    private void occupy(String sender) {
        for (int number = 0; number < VerificationSlots.MOST; number++) {
            judge(sender, claim("forged" + number, "forged"), Uni.createFrom().emitter(occupied::add));
        }
    }

    private void judgeSlowly(String sender, InstallClaim claim) {
        judge(
                sender,
                claim,
                Uni.createFrom()
                        .<Verdict>item(new Verdict.Refuted())
                        .onItem()
                        .delayIt()
                        .by(Duration.ofMillis(100)));
    }

    private void judge(String sender, InstallClaim claim, Uni<Verdict> verdict) {
        slots.run(sender, claim, () -> verdict).subscribe().with(judged -> {});
    }
}
