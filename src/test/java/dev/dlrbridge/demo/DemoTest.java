package dev.dlrbridge.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.dlrbridge.gateway.Sample;
import dev.dlrbridge.webhook.Endpoints;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.json.JsonObject;
import jakarta.ws.rs.ForbiddenException;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a developer pastes from the page of development does what it says there. */
@QuarkusTest
@TestProfile(DemoTest.Development.class)
class DemoTest {
    private final DemoPage page;
    private final DemoTenant tenant;
    private final Endpoints endpoints;
    private final DemoSamples samples;
    private final DemoReports reports;

    DemoTest(DemoPage page, DemoTenant tenant, Endpoints endpoints, DemoSamples samples, DemoReports reports) {
        this.endpoints = endpoints;
        this.samples = samples;
        this.reports = reports;
        this.page = page;
        this.tenant = tenant;
    }

    @BeforeEach
    void awaitInstall() {
        await().until(() -> tenant.callbackUrl().isPresent());
    }

    @Test
    void shouldShowTheWholeWayOfAMessageAfterOneCommand() throws Exception {
        JsonObject sent = new JsonObject(run(command("/sms")));

        assertThat(sent.getJsonArray("answers").getList()).isEqualTo(List.of(200));
        awaitDelivered(sent.getString("messageId"));
    }

    @Test
    void shouldShowWhatAReportedMessageCameTo() throws Exception {
        String command = command("/dlr/kannel/");
        Matcher message = Pattern.compile("/([0-9a-f]{32})\\?").matcher(command);
        assertThat(message.find()).isTrue();

        run(command);

        awaitDelivered(message.group(1));
    }

    @Test
    void shouldSendNothingThatTheBridgeHasNotSigned() throws Exception {
        URI integrator = endpoints
                .find(DemoPortal.CLIENT_ID, "demo")
                .await()
                .atMost(Duration.ofSeconds(10))
                .orElseThrow()
                .url();

        String forged = "-H 'webhook-id: 1' -H 'webhook-timestamp: 1' -H 'webhook-signature: v1,AAAA' -d '{}'";

        assertThat(run("curl -o /dev/null -w '%{http_code}' " + integrator + " -d '{}' || true"))
                .isEqualTo("401");
        assertThat(run("curl -o /dev/null -w '%{http_code}' " + integrator + " " + forged + " || true"))
                .isEqualTo("401");
    }

    /** But for the few of whose samples none is of one report, or signed for any time. */
    @Test
    void shouldHaveSamplesOfNearlyEachGateway() {
        assertThat(samples.all().keySet()).hasSizeGreaterThan(50).contains("twilio", "smsc", "infobip", "kannel");
        assertThat(samples.all().get("twilio")).containsKeys("delivered", "undelivered", "sent", "refused");
    }

    @Test
    void shouldSendEachSampleAsItsGatewayDoes() throws Exception {
        for (Map<String, Sample> outcomes : samples.all().values()) {
            for (Map.Entry<String, Sample> sample : outcomes.entrySet()) {
                int answer = reports.send(sample.getValue()).answer();

                if (sample.getKey().equals(DemoSamples.REFUSED)) {
                    assertThat(answer).as(sample.getValue().toString()).isEqualTo(401);
                } else {
                    assertThat(answer).as(sample.getValue().toString()).isBetween(200, 299);
                }
            }
        }
    }

    @Test
    void shouldShowTheWayOfAReportAndWhyAnotherWasRefused() throws Exception {
        assertThat(page.gateway("twilio")).contains("/dlr/twilio/", "a1b2c3d4e5f60718293a4b5c6d7e8f90");

        page.report("same-origin", "twilio", "refused");
        page.report(null, "twilio", "undelivered");

        await().untilAsserted(() -> assertThat(page.way())
                .containsPattern("Arrived</b> [0-9:.]+")
                .contains("Committed</b> then answered with HTTP 200")
                .contains("undelivered → undelivered")
                .containsPattern("Called</b> [0-9:.]+, HTTP 200")
                .contains("Shown at the portal</b> undelivered")
                .contains("HTTP 401: ")
                .doesNotContain("is written down in a moment"));
        assertThatThrownBy(() -> page.report("cross-site", "twilio", "delivered"))
                .isInstanceOf(ForbiddenException.class);
    }

    private void awaitDelivered(String message) {
        await().untilAsserted(() ->
                assertThat(page.messages()).containsPattern(message + "</code></td><td class=\"delivered\">"));
    }

    /** As a person reads it on the page. */
    private String command(String part) {
        Matcher block = Pattern.compile("<pre>(curl [^<]*)</pre>").matcher(page.page());
        return block.results()
                .map(found -> found.group(1)
                        .replace("&#39;", "'")
                        .replace("&quot;", "\"")
                        .replace("&amp;", "&"))
                .filter(found -> found.contains(part))
                .findFirst()
                .orElseThrow();
    }

    private static String run(String command) throws IOException, InterruptedException {
        Process shell =
                new ProcessBuilder("bash", "-c", command.replace("curl ", "curl -sS --fail-with-body ")).start();
        String answer = new String(shell.getInputStream().readAllBytes());
        assertThat(shell.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(shell.exitValue()).as(answer).isZero();
        return answer;
    }

    /** As {@code quarkus:dev} has it; the sandbox is that of the demo. */
    public static final class Development implements QuarkusTestProfile {
        @Override
        public String getConfigProfile() {
            return "dev";
        }

        /** Whatever the profile, the tests' filter of the API's document wants these. */
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("quarkus.smallrye-openapi.operation-id-strategy", "class-method");
        }

        @Override
        public boolean disableGlobalTestResources() {
            return true;
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(DevelopmentResource.class));
        }
    }
}
