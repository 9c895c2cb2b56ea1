package dev.dlrbridge.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GatewaysCommandTest {
    private static final String PROFILE = """
        title: Acme SMS
        sendSide: Send with ref set to the message id.
        methods: [POST]
        mediaTypes: [application/x-www-form-urlencoded]
        signature: none
        reports: {id: form:id, unsignedReference: form:ref, status: form:state}
        statuses: {OK: delivered, NO: undelivered}
        reply: {status: 200}
        """;
    private static final String EXPECTED = """
        {"expect": {"verdict": "authentic", "reply": {"status": 200},
         "reports": [{"gatewayId": "7", "rawStatus": "OK", "status": "delivered", "correlationKey": "7"}]}}
        """;

    @TempDir
    Path directory;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @BeforeEach
    void writeProfileAndSample() throws IOException {
        Files.createDirectory(directory.resolve("acme"));
        Files.writeString(directory.resolve("acme.yaml"), PROFILE);
        Files.writeString(directory.resolve("acme/delivered.json"), EXPECTED);
        writeRequest("id=7&state=OK");
    }

    @Test
    void shouldSayThatAllIsRight() {
        assertThat(run("check", directory.toString())).isZero();
        assertThat(printed()).isEqualTo("""
                1 profile read: acme
                1 sample run: acme/delivered
                The profiles are right; wrong samples: 0
                """);
    }

    @Test
    void shouldReadProfilesThatEndInYml() throws IOException {
        // given
        Files.move(directory.resolve("acme.yaml"), directory.resolve("acme.yml"));

        // then
        assertThat(run("check", directory.toString())).isZero();
        assertThat(printed()).contains("1 profile read: acme\n");
    }

    @Test
    void shouldRefuseTwoFilesOfOneGateway() throws IOException {
        // given
        Files.copy(directory.resolve("acme.yaml"), directory.resolve("acme.yml"));

        // then
        assertThat(run("check", directory.toString())).isEqualTo(1);
        assertThat(printed()).contains("acme.yml: (file name): is another file's too");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"rawStatus\"  | \"rawStates\"    | expect.reports[0].rawStates: is unknown; known are correlationKey,",
                "\"verdict\"    | \"verdikt\"      | expect.verdikt: is unknown",
                "authentic      | AUTHENTIC       | expect.verdict: must be authentic or SECRET_MISSING",
                "{\"expect\"    | {\"clok\":\"\",\"expect\" | clok: is unknown",
                "{\"expect\"    | {\"clock\":\"noon\",\"expect\" | clock: must be a time like",
                "delivered\"    | DELIVRD\"       | expect.reports[0].status: must be queued, sent,",
                "\"status\": 200 | \"stat\": 200 | expect.reply.stat: is unknown",
                "\"gatewayId\"  | \"eventTime\": \"noon\", \"gatewayId\" | expect.reports[0].eventTime: must be a time like",
                "{\"expect\"    | {{\"expect\"    | acme/delivered.json: is not proper JSON"
            })
    void shouldTellInPlainWordsWhatNobodyCanExpect(String right, String wrong, String told) throws IOException {
        // given
        assertThat(EXPECTED).contains(right);
        Files.writeString(directory.resolve("acme/delivered.json"), EXPECTED.replace(right, wrong));

        // then
        assertThat(run("check", directory.toString())).isEqualTo(1);
        assertThat(printed()).contains(told).doesNotContainPattern("java|Exception|dev\\.dlrbridge|\\w\\[\\w+=|null");
    }

    @Test
    void shouldTellOfHalfASample() throws IOException {
        // given
        Files.writeString(directory.resolve("acme/sent.json"), EXPECTED);
        Files.writeString(directory.resolve("acme/failed.http"), "POST /dlr/acme HTTP/1.1\n\n");

        // then
        assertThat(run("check", directory.toString())).isEqualTo(1);
        assertThat(printed())
                .contains("acme/sent.json: there is no sent.http beside it")
                .contains("acme/failed.http: there is no failed.json beside it")
                .contains("wrong samples: 2");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mediaTypes: [application/x-www-form-urlencoded] | mediaTypes: [application/json] | mediaTypes: without"
                        + " application/x-www-form-urlencoded no form is accepted, and so not form:id",
                "mediaTypes: [application/x-www-form-urlencoded] | documentation: https://x/ | mediaTypes: without any,"
                        + " bodies are not read, and so not form:id",
                "methods: [POST] | methods: [GET] | methods: with GET alone there is no body, and so not form:id",
                "id: form:id, unsignedReference: form:ref, | ' ' | reports: with neither id nor reference,"
            })
    void shouldWarnOfAProfileThatCannotWork(String right, String wrong, String warning) throws IOException {
        // given
        Files.writeString(directory.resolve("acme.yaml"), PROFILE.replace(right, wrong));

        // then
        run("check", directory.toString());
        assertThat(printed()).contains("Warning: acme.yaml: " + warning);
    }

    @Test
    void shouldWarnOfNoneOfTheProgramsOwnProfiles() {
        // given
        Path own = Path.of("src/main/resources/gateways");

        // then
        assertThat(run("check", own.toString())).isZero();
        assertThat(printed()).doesNotContain("Warning").contains("0 samples run: none");
    }

    @Test
    void shouldShowEachProfileOfTheProgramAndNothingElse() {
        assertThat(run("show", "twilio")).isZero();
        assertThat(printed()).contains("title: Twilio Programmable Messaging").endsWith("  status: 200\n");
        assertThat(run("show", "../application")).isEqualTo(1);
        assertThat(run("show", "acme")).isEqualTo(1);
        assertThat(printed()).contains("No gateway of this name comes with the program; there are: 8x8, africas");
    }

    @Test
    void shouldTellWhatIsUnderstoodOfARequest() {
        assertThat(run("try", "acme", file(), "--directory", directory.toString()))
                .isZero();
        assertThat(printed()).isEqualTo("""
                verdict: authentic
                reading: reports: 1, ignored: 0, problems: none
                report:
                  gatewayId: 7
                  rawStatus: OK
                  status: delivered
                  correlationKey: 7
                answer: 200
                """);
    }

    @Test
    void shouldTellWhyARequestIsNotUnderstood() throws IOException {
        // given
        writeRequest("id=7&state=LOST");

        // then
        assertThat(run("try", "acme", file(), "--directory", directory.toString()))
                .isEqualTo(1);
        assertThat(printed())
                .contains("rawStatus: LOST")
                .contains("The profile does not know this word")
                .contains("The request would be kept in quarantine.");
    }

    @Test
    void shouldJudgeARequestOfStandardInputWithGivenSecrets() {
        // given
        String request = "POST /dlr/messente HTTP/1.1\nContent-Type: application/json\nX-Messente-Signature: 00\n\n{}";
        InputStream in = new ByteArrayInputStream(request.getBytes(StandardCharsets.UTF_8));

        // when
        int exit = GatewaysCommand.run(in, print(), "try", "messente", "-", "--secret", "sharedSecret=s");

        // then
        assertThat(exit).isEqualTo(1);
        assertThat(printed()).contains("verdict: SIGNATURE_WRONG");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "twilio | 1 | secrets.authToken: is missing",
                "nobody | 1 | nobody: there is no such gateway",
                "acme --secret x | 2 | --secret: must be NAME=VALUE",
                "acme --secret x=y | 1 | secrets.x: is unknown",
                "acme --setting statuses=OK | 1 | settings.statuses: must be word=status",
                "acme --clock noon | 2 | --clock: must be a time like",
                "acme --loud yes | 2 | --loud: is unknown"
            })
    void shouldTellWhatIsWrongWithTheOptions(String arguments, int exit, String told) {
        // given
        List<String> all = new ArrayList<>(List.of(arguments.split(" ")));
        all.add(0, "try");
        all.add(2, file());
        all.addAll(List.of("--directory", directory.toString()));

        // then
        assertThat(run(all.toArray(String[]::new))).isEqualTo(exit);
        assertThat(printed()).contains(told);
    }

    @Test
    void shouldTellWhatBecomesOfAnotherMethodOrMediaType() throws IOException {
        // given
        Files.writeString(directory.resolve("get.http"), "GET /dlr/acme?id=7 HTTP/1.1\n\n");
        Files.writeString(
                directory.resolve("text.http"), "POST /dlr/acme HTTP/1.1\nContent-Type: application/json\n\n{}");

        // then
        for (String name : List.of("get.http", "text.http")) {
            assertThat(run("try", "acme", directory.resolve(name).toString(), "--directory", directory.toString()))
                    .isEqualTo(1);
        }
        assertThat(printed())
                .contains("answer: 405, since the profile does not have the method GET")
                .contains("The request would be kept in quarantine.");
    }

    @Test
    void shouldTellThatARequestIsKeptOfWhichOnlyAPartIsUnderstood() throws IOException {
        // given
        Path request = directory.resolve("partly.http");
        Files.writeString(request, """
                POST /dlr/infobip HTTP/1.1
                Content-Type: application/json

                {"results":[{"messageId":"m1","status":{"groupName":"DELIVERED"}},{"messageId":"m2"}]}
                """);

        // when
        int code = run("try", "infobip", request.toString());

        // then
        assertThat(code).isEqualTo(1);
        assertThat(printed()).contains("gatewayId: m1").contains("The request would be kept in quarantine.");
    }

    @Test
    void shouldTellEveryDifferenceWhenSampleIsReadOtherwise() throws IOException {
        // given
        writeRequest("id=8&state=NO");

        // then
        assertThat(run("check", directory.toString())).isEqualTo(1);
        assertThat(printed())
                .contains("acme/delivered: reports[0].gatewayId: expected 7, found 8")
                .contains("acme/delivered: reports[0].status: expected delivered, found undelivered")
                .contains("wrong samples: 1");
    }

    @Test
    void shouldTellFileLineAndFieldWhenProfileIsWrong() throws IOException {
        // given
        Files.writeString(directory.resolve("acme.yaml"), PROFILE.replace("OK: delivered", "OK: arrived"));

        // then
        assertThat(run("check", directory.toString())).isEqualTo(1);
        assertThat(printed()).startsWith("acme.yaml:7: statuses.OK: must be queued, sent,");
    }

    @Test
    void shouldTellSampleOfUnknownGatewayAndBrokenOne() throws IOException {
        // given
        Files.delete(directory.resolve("acme.yaml"));

        // then
        assertThat(run("check", directory.toString())).isEqualTo(1);
        assertThat(printed()).contains("acme/delivered: there is no such gateway");

        // given
        Files.writeString(directory.resolve("acme/delivered.http"), "nonsense");

        // then
        assertThat(run("check", directory.toString())).isEqualTo(1);
        assertThat(printed()).contains("the first line must be METHOD PATH HTTP/1.1");
    }

    @Test
    void shouldPrintSchemaAndUsage() {
        assertThat(run("schema")).isZero();
        assertThat(printed()).contains("Gateway profile of DLR Bridge");
        assertThat(run("check")).isEqualTo(2);
        assertThat(run("check", "/no/such/directory")).isEqualTo(1);
        assertThat(printed()).contains("gateways check DIR").contains("(directory): cannot be read");
    }

    private void writeRequest(String form) throws IOException {
        Files.writeString(
                directory.resolve("acme/delivered.http"),
                "POST /dlr/acme HTTP/1.1\nContent-Type: application/x-www-form-urlencoded\n\n" + form);
    }

    private int run(String... arguments) {
        return GatewaysCommand.run(print(), arguments);
    }

    private PrintStream print() {
        return new PrintStream(out, true, StandardCharsets.UTF_8);
    }

    private String file() {
        return directory.resolve("acme/delivered.http").toString();
    }

    private String printed() {
        return out.toString(StandardCharsets.UTF_8);
    }
}
