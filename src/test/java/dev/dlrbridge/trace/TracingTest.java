package dev.dlrbridge.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.dlrbridge.testing.Bridge;
import dev.dlrbridge.testing.DatabaseResource;
import dev.dlrbridge.testing.RecordedSpans;
import dev.dlrbridge.testing.Tenant;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A report leaves spans behind, and nothing of what it says is in them. */
@QuarkusTest
@WithTestResource(DatabaseResource.class)
class TracingTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String CALLBACK = "/dlr/{gateway}/{key}";

    private final RecordedSpans spans;

    TracingTest(RecordedSpans spans) {
        this.spans = spans;
    }

    @AfterEach
    void forget() {
        spans.forget();
    }

    @Test
    void shouldTellOfCallbackCommitAndCallWithoutKeyNumberOrMessage() {
        // given
        Tenant tenant = Tenant.create();
        Tenant.Callback channel = tenant.channel("kannel");
        String message = tenant.message();
        String phone = "4915798765432";
        spans.record();

        // when
        Bridge.get(channel.path() + "/" + message + "?type=1&fid=f-" + phone + "&to=" + phone);
        Bridge.get("/dlr/kannel/no-such-key/" + phone + "?to=" + phone);

        // then
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(names()).contains(CALLBACK, "journal commit", "portal call"));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(outcomes(CALLBACK)).contains("accepted", "refused"));
        assertThat(outcomes("journal commit")).contains("committed");
        assertThat(outcomes("portal call")).contains("answered");
        assertThat(spans.all().stream()
                        .filter(span -> span.getName().equals(CALLBACK))
                        .map(SpanData::getKind))
                .containsOnly(SpanKind.SERVER);
        String key = channel.path().substring("/dlr/kannel/".length());
        assertThat(spans.texts())
                .noneMatch(text -> text.contains(key)
                        || text.contains(phone)
                        || text.contains(message)
                        || text.contains("no-such-key"));
    }

    @Test
    void shouldMakeNoSpansOfOtherRequestsOrStatements() {
        // given
        spans.record();

        // when
        Bridge.admin().get("/gateways").then().statusCode(200);
        Tenant tenant = Tenant.create();
        Tenant.Callback channel = tenant.channel("twilio", Map.of("authToken", "0123456789abcdef"));
        Bridge.post(channel.path(), "application/x-www-form-urlencoded", "MessageStatus=sent");

        // then
        await().atMost(PATIENCE).until(() -> !outcomes(CALLBACK).isEmpty());
        assertThat(names()).isSubsetOf(CALLBACK, "journal commit", "portal call");
    }

    @Test
    void shouldKeepNothingWhenTracingIsOff() {
        Span span = Tracing.off().start("anything", SpanKind.SERVER);

        assertThat(span.isRecording()).isFalse();
        assertThat(span).isSameAs(Tracing.off().start("another", SpanKind.CLIENT));
    }

    private List<String> names() {
        return spans.all().stream().map(SpanData::getName).toList();
    }

    private java.util.Set<String> outcomes(String name) {
        return spans.all().stream()
                .filter(span -> span.getName().equals(name))
                .map(span -> span.getAttributes().get(Tracing.OUTCOME))
                .collect(Collectors.toSet());
    }
}
