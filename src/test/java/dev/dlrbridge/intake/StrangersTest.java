package dev.dlrbridge.intake;

import static dev.dlrbridge.intake.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dlrbridge.net.BodyMemory;
import dev.dlrbridge.testing.Bridge;
import dev.dlrbridge.testing.DatabaseResource;
import dev.dlrbridge.testing.Tenant;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What callers are given who need not have a callback key. */
@QuarkusTest
@WithTestResource(DatabaseResource.class)
class StrangersTest {
    private static final String JSON = "application/json";
    private static final int LARGEST_POST = 64 << 10;

    private static Tenant.Callback channel;

    private final BodyMemory memory;

    StrangersTest(BodyMemory memory) {
        this.memory = memory;
    }

    @BeforeAll
    static void createChannel() {
        channel = Tenant.create().channel("infobip");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/dlr/infobip/AAAAAAAAAAAAAAAAAAAAAA", "/dlr/infobip", "/dlr/infobip/A", "/dlr/jasmin/AAAA"})
    void shouldAnswer404AndEndBeforeTheBodyWhenTheKeyIsUnknown(String path) {
        HttpResponse<String> answer;
        try (Raw raw = Raw.connect()) {
            answer = raw.write("POST " + path + " HTTP/1.1\r\nHost: x\r\nContent-Length: 250000\r\n\r\n"
                            + "a".repeat(1_000))
                    .answer();
        }

        assertRefused(answer, Refusal.UNKNOWN_CALLBACK);
        assertThat(answer.headers().firstValue("Connection")).contains("close");
    }

    @Test
    void shouldGiveAnAnswerToWhoSendsAllBeforeItReads() {
        HttpResponse<String> answer;
        try (Raw raw = Raw.connect()) {
            answer = raw.write(
                            "POST /dlr/infobip/AAAAAAAAAAAAAAAAAAAAAA HTTP/1.1\r\nHost: x\r\nContent-Length: 250000\r\n\r\n"
                                    + "a".repeat(250_000))
                    .answer();
        }

        assertRefused(answer, Refusal.UNKNOWN_CALLBACK);
    }

    @Test
    void shouldSpeakHttp1WhenHttp2IsOffered() throws Exception {
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();

        HttpResponse<Void> answer = client.send(
                HttpRequest.newBuilder(Bridge.uri(channel.path()))
                        .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.discarding());

        assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
        assertThat(answer.statusCode()).isEqualTo(204);
    }

    @Test
    void shouldRefuseAPrefaceOfHttp2() {
        try (Raw raw = Raw.connect()) {
            String head = raw.write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n").head();

            assertThat(head).startsWith("HTTP/1.1 505");
        }
    }

    @ParameterizedTest
    @CsvSource({"8100, 100, 200", "8300, 100, 414", "100, 16000, 200", "100, 17000, 431"})
    void shouldTakeLongRequestLinesAndHeadersUpToALimit(int query, int header, int status) {
        try (Raw raw = Raw.connect()) {
            String start = "HEAD " + channel.path() + "?a=";
            String head = raw.write(start + "a".repeat(query - start.length() - " HTTP/1.1".length())
                            + " HTTP/1.1\r\nHost: x\r\nX-Long: " + "a".repeat(header) + "\r\n\r\n")
                    .head();

            assertThat(head.split(" ", 3)[1]).isEqualTo(String.valueOf(status));
        }
    }

    @Test
    void shouldDeferAReportWhileOtherBodiesTakeAllMemory() {
        // given
        String report = "{\"results\":[{\"messageId\":\"a\",\"status\":{\"name\":\"DELIVERED_TO_HANDSET\"}}]}";
        List<Runnable> releases = new ArrayList<>();
        for (String holder : new String[] {"a", "b", "c", "d"}) {
            while (memory.take(holder, 1 << 20)) {
                releases.add(() -> memory.giveBack(holder, 1 << 20));
            }
        }

        // when
        HttpResponse<String> deferred = Bridge.post(channel.path(), JSON, report);
        HttpResponse<String> event = postEvent("/bitrix24/events/app.unknown", 100);
        releases.forEach(Runnable::run);
        HttpResponse<String> accepted = Bridge.post(channel.path(), JSON, report);

        // then
        assertRefused(deferred, Refusal.BODIES_FULL);
        assertThat(deferred.headers().firstValue("Retry-After")).isPresent();
        assertThat(event.statusCode()).isEqualTo(503);
        assertThat(event.headers().firstValue("Retry-After")).isPresent();
        assertThat(accepted.statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "/bitrix24/events/app.unknown, 413",
        "/bitrix24/install/app.unknown, 413",
        "/%2e/bitrix24/events/app.unknown, 400",
        "/x/%2e%2e/bitrix24/events/app.unknown, 400",
        "/%62itrix24/install/app.unknown, 404",
        "/nothing, 404"
    })
    void shouldTakeNoLargePostHoweverItsPathIsSpelled(String path, int status) {
        assertThat(postEvent(path, LARGEST_POST + 1).statusCode()).isEqualTo(status);
        assertThat(postEvent(path, LARGEST_POST).statusCode()).isNotEqualTo(413);
    }

    @Test
    void shouldTakeNoPostThatDoesNotSayHowLargeItIs() {
        try (Raw raw = Raw.connect()) {
            String head = raw.write("POST /bitrix24/events/x HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n")
                    .head();

            assertThat(head).startsWith("HTTP/1.1 413");
        }
    }

    @Test
    void shouldTakeAPostThoughManyOthersAreHalfSent() {
        // given
        List<Raw> halfSent = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            halfSent.add(Raw.connect().write(head("/bitrix24/events/app.unknown", LARGEST_POST) + "event="));
        }

        // when
        HttpResponse<String> answer = postEvent("/bitrix24/events/app.unknown", 2_000);

        // then
        assertThat(answer.statusCode()).isNotEqualTo(503);
        halfSent.forEach(Raw::close);
    }

    private static HttpResponse<String> postEvent(String path, int length) {
        try (Raw raw = Raw.connect()) {
            return raw.write(head(path, length) + "event=" + "x".repeat(length - "event=".length()))
                    .answer();
        }
    }

    private static String head(String path, int length) {
        return "POST " + path + " HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                + "Content-Length: " + length + "\r\n\r\n";
    }
}
