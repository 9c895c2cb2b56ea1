package dev.dlrbridge.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
        assertThat(printed()).isEqualTo("The profiles are right; 1 samples, 0 of them wrong.\n");
    }

    @Test
    void shouldTellEveryDifferenceWhenSampleIsReadOtherwise() throws IOException {
        // given
        writeRequest("id=8&state=NO");

        // then
        assertThat(run("check", directory.toString())).isEqualTo(1);
        assertThat(printed())
                .contains("acme/delivered: reports[0].gatewayId: expected 7, found 8")
                .contains("acme/delivered: reports[0].status: expected DELIVERED, found UNDELIVERED")
                .contains("1 samples, 1 of them wrong");
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
        return GatewaysCommand.run(new PrintStream(out, true, StandardCharsets.UTF_8), arguments);
    }

    private String printed() {
        return out.toString(StandardCharsets.UTF_8);
    }
}
