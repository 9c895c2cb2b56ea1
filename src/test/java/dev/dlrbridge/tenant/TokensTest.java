package dev.dlrbridge.tenant;

import static com.github.tomakehurst.wiremock.client.WireMock.*;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static dev.dlrbridge.tenant.TenantFixture.ENDPOINT;
import static dev.dlrbridge.tenant.TenantFixture.await;
import static dev.dlrbridge.tenant.TenantFixture.tokens;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import dev.dlrbridge.bitrix24.OAuthClient;
import dev.dlrbridge.bitrix24.OAuthClients;
import dev.dlrbridge.bitrix24.PortalAccess;
import dev.dlrbridge.bitrix24.RenewedTokens;
import dev.dlrbridge.sql.Statements;
import dev.dlrbridge.tenant.RefreshOutcome.Busy;
import dev.dlrbridge.tenant.RefreshOutcome.Current;
import dev.dlrbridge.tenant.RefreshOutcome.Refused;
import dev.dlrbridge.tenant.RefreshOutcome.Unavailable;
import dev.dlrbridge.tenant.secret.SecretBox;
import dev.dlrbridge.testing.DatabaseResource;
import dev.dlrbridge.trace.Failures;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@QuarkusTest
@WithTestResource(DatabaseResource.class)
class TokensTest {
    private static final String STALE = "marked-access-1";
    private static final URI MOVED = URI.create("https://renamed.bitrix24.de/rest/");

    private static WireMockServer server;

    private final TenantFixture fixture;
    private final Portals portals;
    private final Pool pool;
    private final SecretBox box;
    private final OAuthClients clients;
    private final ApplicationAlarms alarms;
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final TenantMetrics metrics = new TenantMetrics(registry);
    private final Applications applications;
    private OAuthClient oauth;
    private Tokens tokens;
    private Portal portal;

    TokensTest(
            TenantFixture fixture,
            Portals portals,
            Pool pool,
            SecretBox box,
            OAuthClients clients,
            ApplicationAlarms alarms,
            Applications applications) {
        this.fixture = fixture;
        this.portals = portals;
        this.pool = pool;
        this.box = box;
        this.clients = clients;
        this.alarms = alarms;
        this.applications = applications;
    }

    @BeforeAll
    static void startServer() {
        server = new WireMockServer(options().dynamicPort());
        server.start();
    }

    @AfterAll
    static void stopServer() {
        server.stop();
    }

    @BeforeEach
    void makePortal() {
        server.resetAll();
        oauth = clients.at(URI.create("http://localhost:" + server.port() + "/oauth/token/"));
        tokens = new Tokens(
                new TokenStore(new Statements(pool), box),
                oauth,
                alarms,
                metrics,
                new RefreshLimit(),
                new Failures(registry));
        portal = fixture.portal();
    }

    @Test
    void shouldReturnTheStoredTokenWhenItIsNewerThanTheStaleOne() {
        assertThat(await(tokens.refresh(portal.id(), "an older one")))
                .isEqualTo(new Current(new PortalAccess(ENDPOINT, STALE)));
        assertCalls(0);
    }

    @Test
    void shouldStoreTheNewPairAndKeepThePreviousWhenRenewed() {
        answer(renewed(portal.memberId()));

        RefreshOutcome outcome = await(tokens.refresh(portal.id(), STALE));

        PortalAccess fresh = new PortalAccess(MOVED, "marked-access-2");
        assertThat(outcome).isEqualTo(new Current(fresh));
        assertThat(await(tokens.access(portal.id()))).isEqualTo(fresh);
        assertThat(stored("refresh_token")).isEqualTo("marked-refresh-2");
        assertThat(stored("previous_access_token")).isEqualTo(STALE);
        assertThat(stored("previous_refresh_token")).isEqualTo("marked-refresh-1");
        assertThat(registry.counter("dlrbridge.tenant.refreshes", "outcome", "renewed")
                        .count())
                .isEqualTo(1);
        server.verify(
                1,
                postRequestedFor(anyUrl())
                        .withFormParam("refresh_token", equalTo("marked-refresh-1"))
                        .withFormParam("client_secret", equalTo("marked-client-secret")));
    }

    @Test
    void shouldKeepTheEndpointWhenTheAnswerNamesAnotherAccount() {
        answer(renewed("another"));

        assertThat(await(tokens.refresh(portal.id(), STALE)))
                .isEqualTo(new Current(new PortalAccess(ENDPOINT, "marked-access-2")));
    }

    @Test
    void shouldCallTheServerOnceWhenManyOnTwoReplicasWantToRefresh() {
        answer(renewed(portal.memberId()).withFixedDelay(200));
        Tokens replica = new Tokens(
                new TokenStore(new Statements(pool), box),
                oauth,
                alarms,
                metrics,
                new RefreshLimit(),
                new Failures(registry));

        List<RefreshOutcome> outcomes = await(Uni.join()
                .all(IntStream.range(0, 20)
                        .mapToObj(caller -> (caller % 2 == 0 ? tokens : replica).refresh(portal.id(), STALE))
                        .toList())
                .andFailFast());

        Current current = new Current(new PortalAccess(MOVED, "marked-access-2"));
        assertThat(outcomes).contains(current).isSubsetOf(current, new Busy());
        assertThat(await(replica.refresh(portal.id(), STALE))).isEqualTo(current);
        assertCalls(1);
    }

    @Test
    void shouldNotRenewAgainWhenAnotherDidBetweenReadingAndClaiming() {
        answer(renewed(portal.memberId()));
        Tokens late = new Tokens(
                new TokenStore(new Statements(pool), box) {
                    @Override
                    Uni<OptionalLong> claim(TokenRow row) {
                        return tokens.refresh(portal.id(), STALE).chain(() -> super.claim(row));
                    }
                },
                oauth,
                alarms,
                metrics,
                new RefreshLimit(),
                new Failures(registry));

        assertThat(await(late.refresh(portal.id(), STALE)))
                .isEqualTo(new Current(new PortalAccess(MOVED, "marked-access-2")));
        assertCalls(1);
    }

    @Test
    void shouldHandOutTheNewTokenOnlyWhenItIsStored() {
        answer(renewed(portal.memberId()));
        CompletableFuture<Void> commit = new CompletableFuture<>();
        AtomicInteger stores = new AtomicInteger();
        Tokens held = new Tokens(
                new TokenStore(new Statements(pool), box) {
                    @Override
                    Uni<Boolean> store(TokenRow old, long sequence, RenewedTokens renewed, Optional<URI> endpoint) {
                        stores.incrementAndGet();
                        return Uni.createFrom()
                                .completionStage(commit)
                                .chain(() -> super.store(old, sequence, renewed, endpoint));
                    }
                },
                oauth,
                alarms,
                metrics,
                new RefreshLimit(),
                new Failures(registry));

        CompletableFuture<RefreshOutcome> outcome =
                held.refresh(portal.id(), STALE).subscribeAsCompletionStage();

        Awaitility.await().untilAtomic(stores, value -> assertThat(value).isEqualTo(1));
        assertThat(outcome).isNotDone();
        assertThat(await(tokens.refresh(portal.id(), STALE))).isEqualTo(new Busy());
        commit.complete(null);
        assertThat(outcome.join()).isEqualTo(new Current(await(tokens.access(portal.id()))));
        assertCalls(1);
    }

    @Test
    void shouldStoreAgainWhenTheDatabaseIsAwayForAMoment() {
        answer(renewed(portal.memberId()));
        AtomicInteger failures = new AtomicInteger(2);
        Tokens shaky = new Tokens(
                new TokenStore(new Statements(pool), box) {
                    @Override
                    Uni<Boolean> store(TokenRow old, long sequence, RenewedTokens renewed, Optional<URI> endpoint) {
                        return failures.getAndDecrement() > 0
                                ? Uni.createFrom().failure(new IllegalStateException("database away"))
                                : super.store(old, sequence, renewed, endpoint);
                    }
                },
                oauth,
                alarms,
                metrics,
                new RefreshLimit(),
                new Failures(registry));

        assertThat(await(shaky.refresh(portal.id(), STALE))).isInstanceOf(Current.class);

        assertThat(stored("access_token")).isEqualTo("marked-access-2");
        assertCalls(1);
    }

    @Test
    void shouldKeepTheOldPairWhenTheAnswerIsLostAndTryItAgainWhenTheClaimLapsed() {
        answer(aResponse().withFault(Fault.EMPTY_RESPONSE));
        assertThat(await(tokens.refresh(portal.id(), STALE))).isEqualTo(new Unavailable());
        assertThat(stored("refresh_token")).isEqualTo("marked-refresh-1");
        answer(renewed(portal.memberId()));

        assertThat(await(tokens.refresh(portal.id(), STALE))).isEqualTo(new Busy());
        assertCalls(1);
        letTheClaimLapse();

        assertThat(await(tokens.refresh(portal.id(), STALE))).isInstanceOf(Current.class);
        server.verify(2, postRequestedFor(anyUrl()).withFormParam("refresh_token", equalTo("marked-refresh-1")));
    }

    @Test
    void shouldClaimForNinetySecondsByTheDatabasesClock() {
        answer(aResponse().withFault(Fault.EMPTY_RESPONSE));

        await(tokens.refresh(portal.id(), STALE));

        Row row = row("extract(epoch FROM refresh_claimed_until - now())::float8 AS rest, refresh_sequence");
        assertThat(row.getDouble("rest")).isBetween(60.0, 90.0);
    }

    @Test
    void shouldGiveTheClaimBackWhenNothingRan() {
        answer(temporaryRedirect("/elsewhere"));
        assertThat(await(tokens.refresh(portal.id(), STALE))).isEqualTo(new Unavailable());

        answer(renewed(portal.memberId()));
        assertThat(await(tokens.refresh(portal.id(), STALE))).isInstanceOf(Current.class);
    }

    @Test
    void shouldSayTheCodeAndGiveTheClaimBackWhenRefused() {
        answer(okJson("{\"error\": \"invalid_grant\"}").withStatus(400));

        assertThat(await(tokens.refresh(portal.id(), STALE))).isEqualTo(new Refused("INVALID_GRANT", false));
        assertThat(await(tokens.refresh(portal.id(), STALE))).isEqualTo(new Refused("INVALID_GRANT", false));
        assertCalls(2);
    }

    @Test
    void shouldLookForAPortalThatStaysAwayAtMostSixTimesAnHour() {
        // given
        answer(renewed(portal.memberId()));
        List<Integer> minutes = new ArrayList<>();

        // when: it is asked for each minute of three hours
        for (int minute = 0; minute < 180; minute++) {
            if (await(tokens.lookUp(portal.id(), stored("access_token"))) instanceof Current) {
                minutes.add(minute);
            }
            change("sought_until = sought_until - interval '1 minute'");
        }

        // then
        assertThat(minutes)
                .startsWith(0, 1)
                .allSatisfy(from -> assertThat(minutes)
                        .filteredOn(minute -> minute >= from && minute <= from + 60)
                        .hasSizeLessThanOrEqualTo(6));
    }

    @ParameterizedTest
    @MethodSource("senselessAnswers")
    void shouldSayThatATroubleLastsAfterADayOfNothingElse(ResponseDefinitionBuilder senseless, boolean refusal) {
        // given
        answer(senseless);
        assertThat(await(tokens.refresh(portal.id(), STALE)))
                .matches(outcome -> refusal ? !((Refused) outcome).lasting() : outcome instanceof Unavailable);

        // when: in between the server was away, which says nothing
        letPassOfUnrenewed("1 day");
        answer(aResponse().withStatus(503));
        await(tokens.refresh(portal.id(), STALE));
        letPassOfUnrenewed("1 minute");
        answer(senseless);

        // then
        assertThat(await(tokens.refresh(portal.id(), STALE)))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.lasting()).isTrue());

        // and when it renews again, the day begins anew
        letPassOfUnrenewed("1 minute");
        answer(renewed(portal.memberId()));
        assertThat(await(tokens.refresh(portal.id(), STALE))).isInstanceOf(Current.class);
        assertThat(row("unrenewed_since IS NULL").getBoolean(0)).isTrue();
    }

    static Stream<Arguments> senselessAnswers() {
        return Stream.of(
                Arguments.of(okJson("{\"error\": \"bad_verification_code\"}").withStatus(400), true),
                Arguments.of(aResponse().withStatus(404).withBody("<html></html>"), true),
                Arguments.of(aResponse().withStatus(403), true),
                Arguments.of(aResponse().withBody("<html></html>"), false),
                Arguments.of(okJson("{}"), false),
                Arguments.of(temporaryRedirect("/elsewhere"), false));
    }

    private void letPassOfUnrenewed(String time) {
        change("unrenewed_since = unrenewed_since - interval '" + time + "', refresh_claimed_until = NULL");
    }

    @Test
    void shouldTryThePreviousRefreshTokenOnceWhenThePairAfterItNeverWorked() {
        // given
        answer(renewed(portal.memberId()));
        await(tokens.refresh(portal.id(), STALE));
        server.resetAll();
        server.stubFor(post(anyUrl())
                .withFormParam("refresh_token", equalTo("marked-refresh-2"))
                .willReturn(okJson("{\"error\": \"invalid_grant\"}").withStatus(400)));
        server.stubFor(post(anyUrl())
                .withFormParam("refresh_token", equalTo("marked-refresh-1"))
                .willReturn(
                        okJson("{\"access_token\": \"marked-access-3\", \"refresh_token\": \"marked-refresh-3\"}")));

        // when, then
        assertThat(await(tokens.refresh(portal.id(), "marked-access-2"))).isInstanceOf(Current.class);
        assertThat(stored("refresh_token")).isEqualTo("marked-refresh-3");
        assertCalls(2);
    }

    @Test
    void shouldForgetThePreviousPairWhenThePresentOneHasWorked() {
        // given
        answer(renewed(portal.memberId()));
        await(tokens.refresh(portal.id(), STALE));

        // when
        tokens.worked(portal.id());

        // then
        Awaitility.await()
                .untilAsserted(
                        () -> assertThat(row("previous_refresh_token IS NULL").getBoolean(0))
                                .isTrue());
        answer(okJson("{\"error\": \"invalid_grant\"}").withStatus(400));
        assertThat(await(tokens.refresh(portal.id(), "marked-access-2")))
                .isEqualTo(new Refused("INVALID_GRANT", false));
        assertCalls(2);
    }

    @Test
    void shouldAskNoMoreForAnApplicationThatIsRefusedForTwoPortals() {
        // given
        answer(okJson("{\"error\": \"invalid_client\"}").withStatus(400));
        Portal second = fixture.portal(portal.clientId(), UUID.randomUUID().toString());
        Portal third = fixture.portal(portal.clientId(), UUID.randomUUID().toString());

        // when
        assertThat(await(tokens.refresh(portal.id(), STALE))).isEqualTo(new Refused("INVALID_CLIENT", false));
        assertThat(await(tokens.refresh(second.id(), STALE))).isEqualTo(new Refused("INVALID_CLIENT", false));
        assertThat(await(tokens.refresh(third.id(), STALE))).isEqualTo(new Refused("INVALID_CLIENT", false));

        // then
        assertCalls(2);
        await(applications.put(portal.clientId(), "another-secret", "A title", SeenVersion.ANY));
        answer(renewed(third.memberId()));
        assertThat(await(tokens.refresh(third.id(), STALE))).isInstanceOf(Current.class);
    }

    @Test
    void shouldNotHoldAnApplicationUpWhenOnlyOneOfItsPortalsIsRefused() {
        // given
        answer(okJson("{\"error\": \"invalid_client\"}").withStatus(400));
        await(tokens.refresh(portal.id(), STALE));
        Portal second = fixture.portal(portal.clientId(), UUID.randomUUID().toString());

        // when
        answer(renewed(second.memberId()));

        // then
        assertThat(await(tokens.refresh(second.id(), STALE))).isInstanceOf(Current.class);
    }

    @Test
    void shouldFindChainsThatWereIdleForTwoToThreeWeeks() {
        // when, then
        assertThat(isIdleAfter(13)).isFalse();
        assertThat(isIdleAfter(21)).isTrue();
        await(pool.preparedQuery("UPDATE portal SET state = 'uninstalled' WHERE id = $1")
                .execute(Tuple.of(portal.id())));
        assertThat(isIdleAfter(21)).isFalse();
    }

    private boolean isIdleAfter(int days) {
        await(pool.preparedQuery("UPDATE portal SET refreshed_at = now() - $2 * interval '1 day' WHERE id = $1")
                .execute(Tuple.of(portal.id(), days)));
        return await(tokens.idle(1000)).containsKey(portal.id());
    }

    @Test
    void shouldPreferThePairThatWasPutDuringARefresh() {
        for (ResponseDefinitionBuilder answer : Stream.of(
                        okJson("{\"error\": \"invalid_grant\"}"), renewed(portal.memberId()))
                .toList()) {
            makePortal();
            answer(answer.withFixedDelay(800));
            CompletableFuture<RefreshOutcome> outcome =
                    tokens.refresh(portal.id(), STALE).subscribeAsCompletionStage();
            Awaitility.await().untilAsserted(() -> assertCalls(1));

            await(portals.put(
                    portal.clientId(), portal.memberId(), ENDPOINT, tokens("9"), Optional.empty(), SeenVersion.ANY));

            assertThat(outcome.join()).isEqualTo(new Current(new PortalAccess(ENDPOINT, "marked-access-9")));
            assertThat(stored("refresh_token")).isEqualTo("marked-refresh-9");
        }
    }

    @Test
    void shouldFailForAnUnknownPortal() {
        assertThatThrownBy(() -> await(tokens.refresh(UUID.randomUUID(), STALE)))
                .isInstanceOf(UnknownPortalException.class);
    }

    private static ResponseDefinitionBuilder renewed(String memberId) {
        return okJson("{\"access_token\": \"marked-access-2\", \"refresh_token\": \"marked-refresh-2\","
                + " \"expires_in\": 3600, \"client_endpoint\": \"" + MOVED + "\", \"member_id\": \"" + memberId
                + "\"}");
    }

    private static void answer(ResponseDefinitionBuilder answer) {
        server.stubFor(post(anyUrl()).willReturn(answer));
    }

    private static void assertCalls(int calls) {
        server.verify(calls, anyRequestedFor(anyUrl()));
    }

    private void letTheClaimLapse() {
        change("refresh_claimed_until = now() - interval '1 ms'");
    }

    private void change(String assignment) {
        await(pool.preparedQuery("UPDATE portal SET " + assignment + " WHERE id = $1")
                .execute(Tuple.of(portal.id())));
    }

    private String stored(String column) {
        return box.openText(
                "portal",
                column,
                portal.id().toString(),
                row(column).getBuffer(column).getBytes());
    }

    private Row row(String columns) {
        return await(pool.preparedQuery("SELECT " + columns + " FROM portal WHERE id = $1")
                        .execute(Tuple.of(portal.id())))
                .iterator()
                .next();
    }
}
