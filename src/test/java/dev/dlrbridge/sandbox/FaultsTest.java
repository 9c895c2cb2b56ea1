package dev.dlrbridge.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.dlrbridge.sandbox.answer.Fault;
import dev.dlrbridge.sandbox.answer.FaultKind;
import dev.dlrbridge.sandbox.portal.MessageSettings;
import dev.dlrbridge.sandbox.portal.MessageStatus;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FaultsTest extends SandboxTestBase {
    @ParameterizedTest
    @CsvSource({"CUT,SENT", "RESET,DELIVERED"})
    void shouldCloseConnectionBeforeOrAfterApplying(FaultKind kind, MessageStatus expected) {
        portal.faults().add(Fault.of(kind));

        assertThatThrownBy(() -> call(UPDATE, update("delivered"))).isInstanceOf(UncheckedIOException.class);
        assertThat(status()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"HTML_502,502,SENT", "HTML_200,200,SENT", "REDIRECT,302,SENT", "TRUNCATED_JSON,200,DELIVERED"})
    void shouldAnswerWithoutJson(FaultKind kind, int code, MessageStatus expected) {
        portal.faults().add(Fault.of(kind).times(1));

        var response = call(UPDATE, update("delivered"));

        assertThat(response.statusCode()).isEqualTo(code);
        assertThatThrownBy(() -> JSON.readTree(response.body())).isInstanceOf(java.io.IOException.class);
        assertThat(status()).isEqualTo(expected);
        assertThat(call(UPDATE, update("delivered")).statusCode()).isEqualTo(200);
    }

    @Test
    void shouldGiveErrorForWholeCallOrForCommand() {
        portal.faults()
                .add(Fault.error("OVERLOAD_LIMIT", 401).times(1), Fault.commandError("OPERATION_TIME_LIMIT", 429));

        assertThat(outcome(call("batch", "cmd[a]=profile"))).isEqualTo("401 OVERLOAD_LIMIT");
        var answer = json(call("batch", "cmd[a]=profile")).path("result");
        assertThat(answer.at("/result_error/a/error").asText()).isEqualTo("OPERATION_TIME_LIMIT");
        assertThat(outcome(call("profile", ""))).isEqualTo("429 OPERATION_TIME_LIMIT");
    }

    @Test
    void shouldDelayTheCall() {
        portal.faults().add(Fault.timed(FaultKind.DELAY, 150));
        var start = System.nanoTime();

        assertThat(outcome(call(UPDATE, update("failed")))).isEqualTo("200 true");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(140));
    }

    @Test
    void shouldApplyHungCallLaterWithoutAnswer() {
        portal.faults().add(Fault.timed(FaultKind.HANG, 100));
        var request = HttpRequest.newBuilder(URI.create(portal.clientEndpoint() + UPDATE + "?" + update("failed")))
                .header("Authorization", bearer())
                .build();
        var response = CLIENT.sendAsync(request, java.net.http.HttpResponse.BodyHandlers.discarding());

        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(status()).isEqualTo(MessageStatus.FAILED));
        assertThat(response).isNotDone();
        response.cancel(true);
    }

    @ParameterizedTest
    @EnumSource(
            value = FaultKind.class,
            names = {"DELAY", "ERROR", "COMMAND_ERROR"})
    void shouldRefuseFaultWithoutItsValue(FaultKind kind) {
        assertThatThrownBy(() -> Fault.of(kind)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldNotKnowEachMessageOnce() {
        portal.messages().create(MessageSettings.of("b"));
        portal.faults().add(Fault.of(FaultKind.UNKNOWN_ONCE));

        assertThat(outcome(call(UPDATE, update("delivered")))).isEqualTo("400 ERROR_MESSAGE_NOT_FOUND");
        assertThat(outcome(call(UPDATE, update("delivered")))).isEqualTo("200 true");
        assertThat(outcome(call(UPDATE, update("delivered").replace(ID, "b"))))
                .isEqualTo("400 ERROR_MESSAGE_NOT_FOUND");
        assertThat(outcome(call(UPDATE, update("delivered").replace(ID, "b")))).isEqualTo("200 true");
    }

    @Test
    void shouldAnswerWithTheStatusAlone() {
        portal.faults()
                .add(
                        Fault.of(FaultKind.HTML).times(1),
                        Fault.of(FaultKind.EMPTY).times(1));

        assertThat(call(UPDATE, update("delivered")).body()).startsWith("<html>");
        var empty = call(UPDATE, update("delivered"));
        assertThat(empty.statusCode()).isEqualTo(404);
        assertThat(empty.body()).isEmpty();
        assertThat(status()).isEqualTo(MessageStatus.SENT);
    }

    @Test
    void shouldPrintNoticesAroundTheAnswer() {
        portal.faults().add(Fault.of(FaultKind.PHP_NOTICE));

        assertThat(call(UPDATE, update("delivered")).body())
                .startsWith("<br />\n<b>Notice</b>")
                .contains("{\"result\":true");
        assertThat(status()).isEqualTo(MessageStatus.DELIVERED);
    }

    @Test
    void shouldKeepTheHeaderFromThePortalButNotTheBody() {
        portal.faults().add(Fault.of(FaultKind.HEADER_LOST));

        assertThat(outcome(call(UPDATE, update("delivered")))).isEqualTo("401 NO_AUTH_FOUND");
        assertThat(outcome(call(UPDATE, update("delivered") + "&auth=" + tokens.accessToken())))
                .isEqualTo("200 true");
    }

    @Test
    void shouldMeetTheNamedMessagesOnly() {
        portal.messages().create(MessageSettings.of("b"));
        portal.messages().create(MessageSettings.of("c"));
        portal.faults()
                .add(
                        Fault.commandError("1048582").ofMessages(ID, "unknown"),
                        Fault.of(FaultKind.COMMAND_SKIPPED).ofMessages("b"));

        assertThat(outcome(call(UPDATE, update("delivered")))).isEqualTo("400 1048582");
        assertThat(json(call(UPDATE, update("delivered").replace(ID, "b")))
                        .path("result")
                        .isNull())
                .isTrue();
        assertThat(outcome(call(UPDATE, update("delivered").replace(ID, "c")))).isEqualTo("200 true");
        var batch = json(call("batch", commands(ID, "b", "c"))).path("result");
        assertThat(batch.path("result").toString()).isEqualTo("{\"c\":true}");
        assertThat(batch.at("/result_error/" + ID + "/error").asText()).isEqualTo("1048582");
        assertThat(batch.path("result_error").has("b")).isFalse();
    }

    @Test
    void shouldRefuseMessagesForAFaultOfWholeCalls() {
        assertThatThrownBy(() -> Fault.of(FaultKind.CUT).ofMessages(ID)).isInstanceOf(IllegalArgumentException.class);
    }

    private static String commands(String... ids) {
        return Stream.of(ids)
                .map(id -> "cmd[" + id + "]=" + UPDATE + "?"
                        + URLEncoder.encode(update("delivered").replace(ID, id), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    @Test
    void shouldMeetNoCallAtRateZero() {
        portal.faults().add(Fault.of(FaultKind.CUT).atRate(0));

        assertThat(call("profile", "").statusCode()).isEqualTo(200);
    }
}
