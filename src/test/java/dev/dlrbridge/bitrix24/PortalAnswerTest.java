package dev.dlrbridge.bitrix24;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dlrbridge.bitrix24.Answer.Failed;
import dev.dlrbridge.bitrix24.Answer.Ok;
import dev.dlrbridge.bitrix24.Answer.Refused;
import dev.dlrbridge.bitrix24.CommandResult.Done;
import dev.dlrbridge.bitrix24.CommandResult.NotExecuted;
import dev.dlrbridge.bitrix24.CommandResult.Rejected;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PortalAnswerTest {
    private static final CommandResult DONE = new Done();
    private static final CommandResult NOT_EXECUTED = new NotExecuted();

    @Test
    void shouldMatchResultsByKeyWhenMapsAreObjects() {
        Answer<UpdateResults> result = batch("""
                {"result": {"result": {"s0": true, "s2": true},
                            "result_error": {"s1": {"error": "ERROR_MESSAGE_NOT_FOUND", "error_description": ""}}}}""", 4);

        assertThat(result)
                .isEqualTo(new Ok<>(new UpdateResults(
                        List.of(DONE, rejected("ERROR_MESSAGE_NOT_FOUND"), DONE, NOT_EXECUTED), Optional.empty())));
    }

    @Test
    void shouldRejectAllWhenResultIsAnEmptyList() {
        Answer<UpdateResults> result = batch("""
                {"result": {"result": [], "result_error": {"s0": {"error": "X"}, "s1": {"error": 17}}}}""", 2);

        assertThat(results(result)).containsExactly(rejected("X"), rejected("17"));
    }

    @Test
    void shouldTakeAllAsDoneWhenErrorsAreAnEmptyList() {
        Answer<UpdateResults> result = batch("""
                {"result": {"result": {"s0": true, "s1": true}, "result_error": [], "result_time": []}}""", 2);

        assertThat(results(result)).containsExactly(DONE, DONE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"result\": []}",
                "{\"result\": {}}",
                "{\"result\": {\"result\": [true, true], \"result_error\": []}}",
                "{\"result\": {\"result\": {\"s0\": null, \"s1\": false}}}",
                "{\"result\": {\"result\": {\"s0\": \"true\", \"s1\": 1}, \"result_error\": {\"s0\": null}}}"
            })
    void shouldCallCommandsNotExecutedWhenTheirKeysDoNotSayTrue(String body) {
        assertThat(results(batch(body, 2))).containsExactly(NOT_EXECUTED, NOT_EXECUTED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "{}", "\"\"", "{\"error\": \"\"}", "{\"error_description\": \"text\"}"})
    void shouldRejectWithEmptyCodeWhenTheErrorHasNone(String error) {
        Answer<UpdateResults> result =
                batch("{\"result\": {\"result\": [], \"result_error\": {\"s0\": " + error + "}}}", 1);

        assertThat(results(result)).containsExactly(new Rejected(new ApiError("", 200, description(result))));
    }

    @ParameterizedTest
    @CsvSource({
        "200, expired_token, EXPIRED_TOKEN",
        "401, expired_token, EXPIRED_TOKEN",
        "503, QUERY_LIMIT_EXCEEDED, QUERY_LIMIT_EXCEEDED",
        "429, OPERATION_TIME_LIMIT, OPERATION_TIME_LIMIT",
        "500, INTERNAL_SERVER_ERROR, INTERNAL_SERVER_ERROR",
        "400, '', ''",
        "400, 0, 0",
    })
    void shouldDecideByCodeWhateverTheStatusIs(int status, String code, String expected) {
        String body = "{\"error\": \"" + code + "\", \"error_description\": \"\"}";

        assertThat(single(status, bytes(body))).isEqualTo(new Refused<>(new ApiError(expected, status, "")));
        assertThat(batch(status, body, 2)).isEqualTo(new Refused<>(new ApiError(expected, status, "")));
    }

    @Test
    void shouldTakeNumericCodeAsText() {
        assertThat(single(400, bytes("{\"error\": 403}"))).isEqualTo(new Refused<>(new ApiError("403", 400, "")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "200 | <html></html>          | NOT_JSON     | true",
                "200 | ''                     | NOT_JSON     | true",
                "200 | [true]                 | NOT_JSON     | true",
                "200 | true                   | NOT_JSON     | true",
                "200 | {\"result\": tr        | NOT_JSON     | true",
                "502 | <html></html>          | SERVER_ERROR | true",
                "500 | ''                     | SERVER_ERROR | true",
                "500 | {\"result\": true}     | SERVER_ERROR | true",
                "200 | {\"result\": false}    | UNEXPECTED   | true",
                "200 | {\"result\": \"true\"} | UNEXPECTED   | true",
                "200 | {}                     | UNEXPECTED   | true",
                "200 | {\"error\": null}      | UNEXPECTED   | true",
                "302 | {\"result\": true}     | REDIRECT     | false",
                "301 | ''                     | REDIRECT     | false",
            })
    void shouldNameTheFailureWhenTheAnswerIsUnusable(int status, String body, FailureKind kind, boolean mayHaveRun) {
        assertThat(single(status, bytes(body))).isEqualTo(new Failed<>(kind));
        assertThat(kind.mayHaveRun()).isEqualTo(mayHaveRun);
    }

    /** On a page, in nothing, in JSON that is no error: the status is all that was said. */
    @ParameterizedTest
    @ValueSource(ints = {400, 401, 402, 403, 404, 405, 410, 418, 429, 499})
    void shouldTakeTheStatusForTheAnswerWhereTheBodySaysNothing(int status) {
        assertThat(List.of(
                        "",
                        "{}",
                        "[]",
                        "null",
                        "<html><body>No</body></html>",
                        "{\"result\": true}",
                        "{\"result\": tr"))
                .allSatisfy(body ->
                        assertThat(single(status, bytes(body))).isEqualTo(new Refused<>(new ApiError("", status, ""))));
        assertThat(single(status, bytes("{\"error\":{\"code\":\"X\"}}")))
                .isEqualTo(new Refused<>(new ApiError("", status, "")));
    }

    @ParameterizedTest
    @MethodSource("noticed")
    void shouldReadOverWhatPhpPrintsAroundTheAnswer(String before, String after) {
        String done = "{\"result\":true,\"time\":{\"start\":1.5}}";
        String batch = "{\"result\":{\"result\":{\"s0\":true},\"result_error\":{\"s1\":{\"error\":\"X\"}}}}";
        String refused = "{\"error\":\"expired_token\",\"error_description\":\"\"}";

        assertThat(single(200, bytes(before + done + after)))
                .isEqualTo(new Ok<>(new UpdateResults(List.of(DONE), Optional.empty())));
        assertThat(results(batch(before + batch + after, 2))).containsExactly(DONE, rejected("X"));
        assertThat(single(401, bytes(before + refused + after)))
                .isEqualTo(new Refused<>(new ApiError("EXPIRED_TOKEN", 401, "")));
    }

    static Stream<Arguments> noticed() {
        String notice =
                "<br />\n<b>Notice</b>:  Undefined index: {closure} in <b>/home/bitrix/a.php</b> on line <b>7</b><br />\n";
        return Stream.of(
                        "",
                        "\uFEFF",
                        "\n",
                        notice,
                        notice + notice,
                        "PHP Warning:  x in a.php on line 3\n",
                        "<table class='xdebug-error'><tr><td>Deprecated: {\"a\":1}</td></tr></table>",
                        "Notice: \u041f\u0440\u0435\u0434\u0443\u043f\u0440\u0435\u0436\u0434\u0435\u043d\u0438\u0435 in a.php on line 3 ")
                .flatMap(before -> Stream.of("", "\n", notice, "<br />\n<b>Fatal error</b>: {\"b\": out of memory")
                        .map(after -> Arguments.of(before, after)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html><script>var state = {\"result\":true};</script></html>",
                "<!DOCTYPE html>\n{\"result\":true}",
                "{\"result\":{\"result\":{\"s0\":true},\"result_error\":{\"s1\":{\"error\":\"X\"}},\"result_to",
                "{\"result\": {\"result\": true}",
                "Notice: {\"page\":1}",
                "<b>Notice</b>"
            })
    void shouldTakeNoPageAndNoPartOfAnAnswerForOne(String body) {
        assertThat(single(200, bytes(body))).isEqualTo(new Failed<>(FailureKind.NOT_JSON));
    }

    @Test
    void shouldInflateWhatWasCompressedUnaskedWithinTheBound() throws IOException {
        byte[] bomb = gzip(("{\"result\":true,\"x\":\"" + " ".repeat(PhpJson.LARGEST_BODY) + "\"}")
                .getBytes(StandardCharsets.UTF_8));
        byte[] good = gzip(bytes("{\"result\":true}"));

        assertThat(single(200, good)).isEqualTo(new Ok<>(new UpdateResults(List.of(DONE), Optional.empty())));
        assertThat(single(200, bomb)).isEqualTo(new Failed<>(FailureKind.NOT_JSON));
        assertThat(single(200, Arrays.copyOf(good, good.length - 9))).isEqualTo(new Failed<>(FailureKind.NOT_JSON));
        assertThat(single(403, gzip(new byte[0]))).isEqualTo(new Refused<>(new ApiError("", 403, "")));
    }

    private static byte[] gzip(byte[] body) throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(compressed)) {
            out.write(body);
        }
        return compressed.toByteArray();
    }

    @Test
    void shouldCallBatchUnexpectedWhenItsResultIsNoContainer() {
        assertThat(batch("{\"result\": true}", 2)).isEqualTo(new Failed<>(FailureKind.UNEXPECTED));
    }

    @Test
    void shouldCallBodyNotJsonWhenItIsTooLargeTooDeepOrMissing() {
        String tooLarge = "{\"result\": true, \"pad\": \"" + "x".repeat(PhpJson.LARGEST_BODY) + "\"}";
        String tooDeep = "{\"result\": " + "[".repeat(5000) + "]".repeat(5000) + "}";

        assertThat(List.of(tooLarge, tooDeep))
                .allSatisfy(body -> assertThat(single(200, bytes(body))).isEqualTo(new Failed<>(FailureKind.NOT_JSON)));
        assertThat(single(200, null)).isEqualTo(new Failed<>(FailureKind.NOT_JSON));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"operating\": 1.5, \"operating_reset_at\": 1780319982, \"finish\": 1780319382.5} | 1.5 | PT10M",
                "{\"operating\": \"2\", \"operating_reset_at\": 1780319982.7, \"finish\": 1780319990} | 2.0 | PT0S",
                "{\"operating\": 0}                                           | 0.0 |",
                "{\"operating\": 1, \"operating_reset_at\": 1780319982}     | 1.0 |",
                "{\"operating\": 3, \"operating_reset_at\": 1e999999}         | 3.0 |",
                "{\"operating\": 3, \"operating_reset_at\": 1e-999999}        | 3.0 |",
                "{\"operating\": 3, \"operating_reset_at\": \"soon\"}         | 3.0 |",
            })
    void shouldReadOperatingTimeWhenStated(String time, double seconds, Duration resetsIn) {
        Answer<UpdateResults> result = single(200, bytes("{\"result\": true, \"time\": " + time + "}"));

        assertThat(result.good().orElseThrow().operating())
                .contains(new Operating(seconds, Optional.ofNullable(resetsIn)));
    }

    @Test
    void shouldTakeTheHighestOperatingTimeWhenBatchStatesSeveral() {
        Answer<UpdateResults> result = batch("""
                {"result": {"result": {"s0": true, "s1": true},
                            "result_time": {"s0": {"operating": 4, "operating_reset_at": 1780319982, "finish": 1780319382},
                                            "s1": {"operating": 9.5, "operating_reset_at": 1780319983, "finish": 1780319383}}},
                 "time": {"operating": 7}}""", 2);

        assertThat(result.good().orElseThrow().operating())
                .contains(new Operating(9.5, Optional.of(Duration.ofSeconds(600))));
    }

    @ParameterizedTest
    @CsvSource({
        "ACCESS_DENIED, Access denied! Application context required, NO_APPLICATION",
        "ACCESS_DENIED, Application context required, NO_APPLICATION",
        "ACCESS_DENIED, REST is available only on commercial plans, PLAN",
        "ACCESS_DENIED, Access denied!, USER",
        "access_denied, '', USER",
        "ERROR_OAUTH, Access denied!, NONE",
    })
    void shouldTellMeaningsOfAccessDeniedApart(String code, String description, AccessDenial denial) {
        assertThat(new ApiError(code, 403, description).denial()).isEqualTo(denial);
    }

    @ParameterizedTest
    @CsvSource({
        "expired_token, 401, true",
        "EXPIRED_TOKEN, 200, true",
        "invalid_token, 401, true",
        "NO_AUTH_FOUND, 401, true",
        "'', 401, true",
        "'', 403, false",
        "SOMETHING_NEW, 401, false",
        "insufficient_scope, 403, false",
        "ERROR_OAUTH, 401, false",
    })
    void shouldSayOfADeadTokenThatItIsOne(String code, int status, boolean dead) {
        assertThat(new ApiError(code, status, "").isDeadToken()).isEqualTo(dead);
    }

    @Test
    void shouldCutAndHideTheDescription() {
        ApiError error = new ApiError("X", 400, "d".repeat(300));

        assertThat(error.description()).hasSize(200);
        assertThat(error.toString()).isEqualTo("ApiError[code=X, httpStatus=400]");
    }

    private static Answer<UpdateResults> batch(String body, int commands) {
        return batch(200, body, commands);
    }

    private static Answer<UpdateResults> batch(int status, String body, int commands) {
        return AnswerReader.read(status, bytes(body)).flatMap(answer -> PortalAnswer.batch(answer, commands));
    }

    private static Answer<UpdateResults> single(int status, byte[] body) {
        return AnswerReader.read(status, body).flatMap(PortalAnswer::single);
    }

    private static List<CommandResult> results(Answer<UpdateResults> result) {
        return result.good().orElseThrow().results();
    }

    private static String description(Answer<UpdateResults> result) {
        return ((Rejected) results(result).get(0)).error().description();
    }

    private static CommandResult rejected(String code) {
        return new Rejected(new ApiError(code, 200, ""));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
