package dev.dlrbridge.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.path.json.JsonPath;
import java.net.http.HttpResponse;

/** What every refusal looks like: a problem document of fixed text. */
final class Refusals {
    private Refusals() {}

    static void assertRefused(HttpResponse<String> answer, Refusal refusal) {
        Answer expected = refusal.answer();
        assertThat(answer.statusCode()).isEqualTo(expected.status());
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.body()).isEqualTo(expected.body());
        JsonPath document = JsonPath.from(answer.body());
        assertThat(document.getInt("status")).isEqualTo(expected.status());
        assertThat(document.getString("title")).isNotBlank();
    }
}
