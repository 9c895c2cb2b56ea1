package dev.dlrbridge.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dlrbridge.gateway.Gateways;
import dev.dlrbridge.job.Jobs;
import dev.dlrbridge.journal.Backlogs;
import dev.dlrbridge.tenant.Channel;
import dev.dlrbridge.tenant.Channels;
import dev.dlrbridge.tenant.lookup.PortalNames;
import dev.dlrbridge.testing.Bridge;
import dev.dlrbridge.testing.DatabaseResource;
import dev.dlrbridge.testing.Tenant;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A tenant that brings too much is asked to come again; the others are not. */
@QuarkusTest
@WithTestResource(DatabaseResource.class)
class LimitsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final IntakeMetrics metrics =
            new IntakeMetrics(new SimpleMeterRegistry(), Gateways.builtIn(), Clock.systemUTC());
    private final Limits limits;
    private final Backlogs backlogs;
    private final PortalNames names;
    private final Channels channels;
    private final Jobs jobs;
    private Tenant tenant;
    private Tenant.Callback callback;

    LimitsTest(Limits limits, Backlogs backlogs, PortalNames names, Channels channels, Jobs jobs) {
        this.limits = limits;
        this.backlogs = backlogs;
        this.names = names;
        this.channels = channels;
        this.jobs = jobs;
    }

    @BeforeEach
    void createTenant() {
        tenant = Tenant.create();
        callback = tenant.channel("kannel");
    }

    @Test
    void shouldRefuseAChannelBeyondItsRateAndNoOther() {
        // given
        Tenant.Callback second = tenant.channel("kannel");
        limits.add(channel(callback), 15_000);

        // when
        HttpResponse<String> refused = report(callback);
        HttpResponse<String> ofSameTenant = report(second);

        // then
        Refusals.assertRefused(refused, Refusal.TOO_MANY_REPORTS);
        assertThat(refused.headers().firstValue("Retry-After")).contains("1");
        assertThat(ofSameTenant.statusCode()).isEqualTo(200);
    }

    @Test
    void shouldRefuseAllChannelsOfAPortalBeyondItsRateAndNoOtherPortal() {
        // given
        Tenant.Callback second = tenant.channel("kannel");
        limits.add(channel(callback), 25_000);

        // when
        HttpResponse<String> ofSameTenant = report(second);
        HttpResponse<String> ofAnother = report(Tenant.create().channel("kannel"));

        // then
        Refusals.assertRefused(ofSameTenant, Refusal.TOO_MANY_REPORTS);
        assertThat(ofAnother.statusCode()).isEqualTo(200);
    }

    @Test
    void shouldRefuseAPortalWhoseBacklogIsFullUntilItIsForwarded() {
        // given
        Bridge.admin().post(tenant.path() + "/park").then().statusCode(200);
        report(callback);
        report(callback);
        Limits ofTwo = new Limits(new Most(1_000, 2), backlogs, names, metrics, jobs);
        Refusal before = ofTwo.refusal(channel(callback));

        // when
        ofTwo.look().await().atMost(PATIENCE);

        // then
        assertThat(before).isNull();
        assertThat(ofTwo.refusal(channel(callback))).isEqualTo(Refusal.BACKLOG_FULL);
        assertThat(ofTwo.refusal(channel(Tenant.create().channel("kannel")))).isNull();
    }

    @Test
    void shouldRefuseAChannelWhoseBacklogIsFullAndNotTheOthersOfItsPortal() {
        // given
        Bridge.admin().post(tenant.path() + "/park").then().statusCode(200);
        Tenant.Callback other = tenant.channel("kannel");
        report(callback);
        report(callback);
        report(other);
        Limits ofTwo = new Limits(new Most(2, 1_000), backlogs, names, metrics, jobs);

        // when
        ofTwo.look().await().atMost(PATIENCE);

        // then
        assertThat(ofTwo.refusal(channel(callback))).isEqualTo(Refusal.BACKLOG_FULL);
        assertThat(ofTwo.refusal(channel(other))).isNull();
    }

    @Test
    void shouldCountReportsThatWaitForTheirCorrelation() {
        // given
        Bridge.get(callback.path() + "?type=1&fid=a");
        Bridge.get(callback.path() + "?type=1&fid=b");
        Limits ofTwo = new Limits(new Most(2, 1_000), backlogs, names, metrics, jobs);

        // when
        ofTwo.look().await().atMost(PATIENCE);

        // then
        assertThat(ofTwo.refusal(channel(callback))).isEqualTo(Refusal.BACKLOG_FULL);
        assertThat(ofTwo.refusal(channel(tenant.channel("kannel")))).isNull();
    }

    private Channel channel(Tenant.Callback of) {
        return channels.find(of.channelId()).await().atMost(PATIENCE).orElseThrow();
    }

    private static HttpResponse<String> report(Tenant.Callback to) {
        return Bridge.get(to.path() + "/" + Tenant.newId() + "?type=1&fid=a");
    }

    private record Most(long channelBacklog, long portalBacklog) implements LimitsConfig {
        @Override
        public int channelReportsPerSecond() {
            return 1_000;
        }

        @Override
        public int portalReportsPerSecond() {
            return 1_000;
        }
    }
}
