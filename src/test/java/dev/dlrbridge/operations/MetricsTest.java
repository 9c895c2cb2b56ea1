package dev.dlrbridge.operations;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dlrbridge.job.Duties;
import dev.dlrbridge.metric.Metric;
import dev.dlrbridge.metric.MetricCatalogue;
import dev.dlrbridge.retention.Removal;
import dev.dlrbridge.testing.Bridge;
import dev.dlrbridge.testing.DatabaseResource;
import dev.dlrbridge.testing.Rows;
import dev.dlrbridge.testing.Tenant;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What Prometheus is shown is what the code defines, and what was done. */
@QuarkusTest
@WithTestResource(DatabaseResource.class)
class MetricsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final MeterRegistry registry;
    private final Census census;
    private final Removal removal;
    private final Duties duties;
    private final Rows rows;

    MetricsTest(MeterRegistry registry, Census census, Removal removal, Duties duties, Rows rows) {
        this.registry = registry;
        this.census = census;
        this.removal = removal;
        this.duties = duties;
        this.rows = rows;
    }

    @Test
    void shouldExportEveryMetricWithItsLabelsAndNoOther() {
        // given
        forwardOneReport();
        parkAPortalWithABacklog();
        Bridge.post(Tenant.create().channel("jasmin").path(), "text/plain; charset=unheard-of", "id=1");

        // when
        look();
        removal.run();

        // then
        String exported = given().get(Bridge.management("/q/metrics")).asString();
        assertThat(MetricCatalogue.all())
                .allSatisfy(metric -> assertThat(MetricCatalogue.series(metric))
                        .allSatisfy(series -> assertThat(exported).containsPattern("(?m)^" + series + "[{ ]")));
        Map<String, Metric> defined =
                MetricCatalogue.all().stream().collect(Collectors.toMap(Metric::name, Function.identity()));
        assertThat(ours()).allSatisfy(meter -> {
            assertThat(defined).containsKey(meter.getId().getName());
            assertThat(meter.getId().getTags().stream().map(Tag::getKey).toList())
                    .containsExactlyInAnyOrderElementsOf(
                            defined.get(meter.getId().getName()).labels());
        });
    }

    @Test
    void shouldCountARefusalByItsReasonAndNoGatewayThatNobodyKnows() {
        // given
        Tenant.Callback twilio = Tenant.create().channel("twilio", Map.of("authToken", "0123456789abcdef"));
        double missing = requests("twilio", "refused", "signature_missing");
        double unknown = requests("unknown", "refused", "unknown_callback");

        // when
        Bridge.post(twilio.path(), "application/x-www-form-urlencoded", "MessageStatus=sent");
        Bridge.get("/dlr/no-such-gateway-" + Tenant.newId() + "/key");

        // then
        assertThat(requests("twilio", "refused", "signature_missing")).isEqualTo(missing + 1);
        assertThat(requests("unknown", "refused", "unknown_callback")).isEqualTo(unknown + 1);
        assertThat(ours().stream().map(meter -> meter.getId().getTag("gateway")))
                .noneMatch(name -> name != null && name.startsWith("no-such"));
    }

    @Test
    void shouldShowNoStateWhenAnotherReplicaHasTheDuty() {
        // given
        look();
        rows.select(
                "UPDATE duty SET owner = gen_random_uuid(), lease_until = now() + interval '1 hour'", Tuple.tuple());

        // when
        boolean ours = duties.take("census", Duration.ofSeconds(1)).await().atMost(PATIENCE);
        census.look().await().atMost(PATIENCE);

        // then
        assertThat(ours).isFalse();
        assertThat(registry.find("dlrbridge.portals").meters()).isEmpty();

        // when its lease has ended
        look();

        // then
        assertThat(registry.find("dlrbridge.portals").meters()).hasSize(3);
    }

    private void look() {
        rows.select("UPDATE duty SET lease_until = now() - interval '1 second'", Tuple.tuple());
        census.look().await().atMost(PATIENCE);
    }

    private static void forwardOneReport() {
        Tenant tenant = Tenant.create();
        Tenant.Callback channel = tenant.channel("infobip");
        String message = tenant.message();
        Bridge.post(channel.path() + "/" + message, "application/json", """
                {"results":[{"messageId":"m1","doneAt":"2024-05-01T10:00:00.000+0000",
                             "status":{"groupName":"DELIVERED","name":"DELIVERED_TO_HANDSET"}}]}
                """);
        Awaitility.await().atMost(PATIENCE).until(() -> tenant.shown(message).equals("delivered"));
    }

    private static void parkAPortalWithABacklog() {
        Tenant tenant = Tenant.create();
        Tenant.Callback channel = tenant.channel("kannel");
        Bridge.admin().post(tenant.path() + "/park").then().statusCode(200);
        Bridge.get(channel.path() + "/" + tenant.message() + "?type=1&fid=a");
    }

    private double requests(String gateway, String outcome, String reason) {
        return registry
                .find("dlrbridge.intake.requests")
                .tags("gateway", gateway, "outcome", outcome, "reason", reason)
                .counters()
                .stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }

    private List<Meter> ours() {
        return registry.getMeters().stream()
                .filter(meter -> meter.getId().getName().startsWith("dlrbridge."))
                .toList();
    }
}
