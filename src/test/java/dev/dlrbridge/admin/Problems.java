package dev.dlrbridge.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dlrbridge.admin.http.Problem;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.net.http.HttpResponse;
import java.util.List;

/** What every refusal of the API looks like. */
final class Problems {
    private Problems() {}

    static void assertProblem(HttpResponse<String> answer, Problem problem) {
        Problem.Document expected = (Problem.Document) problem.response().getEntity();
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(expected.status());
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        assertDocument(JsonPath.from(answer.body()), expected);
    }

    /** @return names of the fields that are to blame */
    static List<String> assertProblem(ValidatableResponse answer, Problem problem) {
        Problem.Document expected = (Problem.Document) problem.response().getEntity();
        answer.statusCode(expected.status());
        assertThat(answer.extract().contentType()).startsWith("application/problem+json");
        JsonPath document = answer.extract().jsonPath();
        assertDocument(document, expected);
        List<String> fields = document.getList("errors.field");
        return fields == null ? List.of() : fields.stream().sorted().toList();
    }

    private static void assertDocument(JsonPath document, Problem.Document expected) {
        assertThat(document.getString("type")).isEqualTo("about:blank");
        assertThat(document.getString("title")).isEqualTo(expected.title());
        assertThat(document.getInt("status")).isEqualTo(expected.status());
        assertThat(document.getString("detail")).isEqualTo(expected.detail());
    }
}
