package dev.dlrbridge.tenant.install;

import static dev.dlrbridge.tenant.install.LifeCycleFixture.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dlrbridge.sandbox.answer.Fault;
import dev.dlrbridge.sandbox.answer.FaultKind;
import dev.dlrbridge.tenant.Portal;
import dev.dlrbridge.tenant.PortalState;
import dev.dlrbridge.tenant.Portals;
import dev.dlrbridge.tenant.sender.Senders;
import dev.dlrbridge.testing.DatabaseResource;
import dev.dlrbridge.testing.Rows;
import dev.dlrbridge.testing.SandboxResource;
import dev.dlrbridge.testing.Tenant;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Tuple;
import java.net.http.HttpResponse;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(DatabaseResource.class)
class InstallTest {
    private final LifeCycleFixture fixture;
    private final Portals portals;
    private final Senders senders;
    private final InstallEvents installs;
    private final SetUp setUp;
    private final Rows rows;

    InstallTest(
            LifeCycleFixture fixture,
            Portals portals,
            Senders senders,
            InstallEvents installs,
            SetUp setUp,
            Rows rows) {
        this.fixture = fixture;
        this.portals = portals;
        this.senders = senders;
        this.installs = installs;
        this.setUp = setUp;
        this.rows = rows;
    }

    @Test
    void shouldKnowThePortalAfterAProvenInstall() {
        Tenant tenant = fixture.tenant();

        assertThat(LifeCyclePost.install(tenant.portal(), tenant.tokens()).status())
                .isEqualTo(200);

        assertThat(fixture.portal(tenant))
                .hasValueSatisfying(portal -> assertThat(portal)
                        .returns(PortalState.ACTIVE, Portal::state)
                        .returns(tenant.portal().clientEndpoint(), Portal::clientEndpoint));
        assertThat(fixture.access(tenant).accessToken())
                .isEqualTo(tenant.tokens().accessToken());
        assertThat(fixture.pending(tenant)).isZero();
    }

    @Test
    void shouldKnowTheLanguageOfWhoeverInstalledLastUnlessItIsNone() {
        Tenant tenant = fixture.tenant();

        LifeCyclePost.install(tenant.portal(), tenant.tokens()).send();
        assertThat(language(tenant)).isEqualTo("de");
        LifeCyclePost.install(tenant.portal(), tenant.portal().install())
                .with("data[LANGUAGE_ID]", "br")
                .send();
        assertThat(language(tenant)).isEqualTo("br");
        LifeCyclePost.install(tenant.portal(), tenant.portal().install())
                .with("data[LANGUAGE_ID]", "<b>")
                .send();
        assertThat(language(tenant)).isEqualTo("br");
        LifeCyclePost.page(tenant.portal(), tenant.portal().install()).send();
        assertThat(language(tenant)).isEqualTo("de");
    }

    @Test
    void shouldTakeTheSameEventAtTheInstallersAddress() {
        Tenant tenant = fixture.tenant();

        assertThat(LifeCyclePost.install(tenant.portal(), tenant.tokens())
                        .to("/bitrix24/install/" + tenant.clientId())
                        .status())
                .isEqualTo(200);

        assertThat(fixture.portal(tenant)).isPresent();
    }

    @Test
    void shouldFinishTheInstallationInAPageThatOnlyThePortalMayFrame() {
        Tenant tenant = fixture.installed();

        HttpResponse<String> page =
                LifeCyclePost.page(tenant.portal(), tenant.portal().install()).send();

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains(
                        "data-installer",
                        "Der SMS-Zustellstatus ist eingerichtet",
                        "Kann beim Senden einer SMS ausgewählt werden")
                .contains(
                        "<script src=\"" + SandboxResource.sandbox().oauthUrl().resolve("/api/v1/") + "\" defer>");
        assertThat(page.headers().firstValue("X-Frame-Options")).isEmpty();
        assertThat(page.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy)
                        .contains("script-src 'self' http://"
                                + SandboxResource.sandbox().oauthUrl().getAuthority() + ";")
                        .endsWith("frame-ancestors http://"
                                + tenant.portal().clientEndpoint().getAuthority()));
        assertThat(states(tenant)).containsExactly("sender1 REGISTERED");
    }

    @Test
    void shouldShowThePageAgainWithoutStoringTheSameTokensAgain() {
        Tenant tenant = fixture.installed();
        var opened = tenant.portal().install();
        assertThat(LifeCyclePost.page(tenant.portal(), opened).status()).isEqualTo(200);
        fixture.rest();
        var newer = tenant.portal().install();
        LifeCyclePost.install(tenant.portal(), newer).send();
        fixture.rest();

        assertThat(LifeCyclePost.page(tenant.portal(), opened).status()).isEqualTo(200);

        assertThat(fixture.access(tenant).accessToken()).isEqualTo(newer.accessToken());
    }

    @Test
    void shouldKeepTheAdministratorsTokensWhenAnotherUserOpensThePage() {
        Tenant tenant = fixture.installed();
        var user = tenant.portal().install(tenant.clientId(), 2);

        assertThat(LifeCyclePost.page(tenant.portal(), user).status()).isEqualTo(403);
        assertThat(LifeCyclePost.install(tenant.portal(), user).status()).isEqualTo(403);

        assertThat(fixture.access(tenant).accessToken())
                .isEqualTo(tenant.tokens().accessToken());
    }

    @Test
    void shouldRegisterTheSendersAgainAfterAnUpdate() {
        Tenant tenant = fixture.installed();
        assertThat(states(tenant)).containsExactly("sender1 MISSING");

        assertThat(LifeCyclePost.event(
                                "ONAPPUPDATE", tenant.portal(), tenant.portal().install())
                        .status())
                .isEqualTo(200);

        assertThat(states(tenant)).containsExactly("sender1 REGISTERED");
        assertThat(tenant.portal().eventHandlers(tenant.clientId()))
                .extracting(bound -> bound.substring(0, bound.indexOf(' ')))
                .containsExactly("ONAPPPAYMENT", "ONAPPUNINSTALL", "ONAPPUPDATE");
        assertThat(setUpIsDue(tenant)).isFalse();
    }

    @Test
    void shouldSetUpLaterWhatThePortalDidNotLetBeSetUpAtOnce() {
        Tenant tenant = fixture.installed();
        tenant.portal()
                .faults()
                .set(List.of(without("messageservice.sender.add").times(1)));
        assertThat(LifeCyclePost.install(tenant.portal(), tenant.portal().install())
                        .status())
                .isEqualTo(200);
        assertThat(setUpIsDue(tenant)).isTrue();
        assertThat(states(tenant)).containsExactly("sender1 MISSING");

        rows.select(
                "UPDATE portal SET set_up_due_at = now() - interval '1 day' WHERE member_id = $1",
                Tuple.of(tenant.memberId()));
        await(setUp.runDue());

        assertThat(setUpIsDue(tenant)).isFalse();
        assertThat(states(tenant)).containsExactly("sender1 REGISTERED");
        Awaitility.await()
                .untilAsserted(() -> assertThat(audited(tenant))
                        .containsExactly("portal.install", "portal.install", "sender.register"));
    }

    private List<String> audited(Tenant tenant) {
        return rows
                .select(
                        "SELECT action FROM audit WHERE role = 'system' AND starts_with(target, $1) ORDER BY id",
                        Tuple.of(tenant.path()))
                .stream()
                .map(row -> row.getString(0))
                .toList();
    }

    @Test
    void shouldReplaceTheApplicationTokenWithOneThatCameWithProvenTokens() {
        Tenant tenant = fixture.installed();

        LifeCyclePost.event("ONAPPUPDATE", tenant.portal(), tenant.portal().install())
                .with("auth[application_token]", "new-application-token")
                .send();

        assertThat(await(portals.hasApplicationToken(tenant.clientId(), tenant.memberId(), "new-application-token")))
                .isTrue();
        assertThat(await(portals.hasApplicationToken(
                        tenant.clientId(), tenant.memberId(), tenant.tokens().applicationToken())))
                .isFalse();
    }

    @Test
    void shouldWakeAParkedPortal() {
        Tenant tenant = fixture.installed();
        rows.select("UPDATE portal SET state = 'parked' WHERE member_id = $1", Tuple.of(tenant.memberId()));

        LifeCyclePost.install(tenant.portal(), tenant.portal().install()).send();

        assertThat(fixture.portal(tenant)).map(Portal::state).contains(PortalState.ACTIVE);
    }

    @Test
    void shouldProveByARefreshWhatHasWaitedTooLong() {
        Tenant tenant = fixture.tenant();
        tenant.portal().expireAccessTokens();

        assertThat(LifeCyclePost.install(tenant.portal(), tenant.tokens()).status())
                .isEqualTo(200);

        assertThat(fixture.access(tenant).accessToken())
                .isNotEqualTo(tenant.tokens().accessToken());
        assertThat(tenant.portal().statistics().refreshes()).isEqualTo(1);
    }

    @Test
    void shouldKeepAnInstallWhileNobodyCanJudgeIt() {
        Tenant tenant = fixture.tenant();
        tenant.portal()
                .faults()
                .set(List.of(Fault.of(FaultKind.HTML_502).onOAuth().times(1)));

        assertThat(LifeCyclePost.install(tenant.portal(), tenant.tokens()).status())
                .isEqualTo(200);
        assertThat(fixture.portal(tenant)).isEmpty();
        assertThat(fixture.pending(tenant)).isEqualTo(1);

        rows.select("UPDATE life_cycle_event SET due_at = now() WHERE client_id = $1", Tuple.of(tenant.clientId()));
        await(installs.judgeDue());

        assertThat(fixture.portal(tenant)).isPresent();
        assertThat(fixture.pending(tenant)).isZero();
    }

    private boolean setUpIsDue(Tenant tenant) {
        return rows.select(
                        "SELECT set_up_due_at IS NOT NULL FROM portal WHERE member_id = $1",
                        Tuple.of(tenant.memberId()))
                .get(0)
                .getBoolean(0);
    }

    private static Fault without(String method) {
        return new Fault(FaultKind.COMMAND_ERROR, null, null, null, method, null, null, "ERROR_CORE", null, 400, null);
    }

    private List<String> states(Tenant tenant) {
        fixture.rest();
        List<String> states = await(senders.compare(fixture.portal(tenant).orElseThrow())).stream()
                .map(state -> state.code() + " " + state.agreement())
                .toList();
        fixture.rest();
        return states;
    }

    private String language(Tenant tenant) {
        return rows.select("SELECT language FROM portal WHERE member_id = $1", Tuple.of(tenant.memberId()))
                .get(0)
                .getString(0);
    }
}
