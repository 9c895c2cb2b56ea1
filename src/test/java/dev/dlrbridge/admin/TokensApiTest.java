package dev.dlrbridge.admin;

import static dev.dlrbridge.admin.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.dlrbridge.admin.access.FailedAttempts;
import dev.dlrbridge.admin.http.Problem;
import dev.dlrbridge.testing.Bridge;
import dev.dlrbridge.testing.DatabaseResource;
import dev.dlrbridge.testing.Rows;
import dev.dlrbridge.testing.Tenant;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bearer tokens: made, shown once, revoked; and guesses, which are slowed down. */
@QuarkusTest
@WithTestResource(DatabaseResource.class)
class TokensApiTest {
    private final Rows rows;
    private final String name = "test." + Tenant.newId();

    TokensApiTest(Rows rows) {
        this.rows = rows;
    }

    @Test
    void shouldLetInWithANewTokenUntilItIsRevoked() {
        // given
        String token = create("operator");

        // when
        int before = status(token);
        Bridge.admin().delete("/tokens/" + name).then().statusCode(204);
        int after = status(token);

        // then
        assertThat(before).isEqualTo(200);
        assertThat(after).isEqualTo(401);
        assertProblem(Bridge.admin().delete("/tokens/" + name).then(), Problem.NOT_FOUND);
    }

    @Test
    void shouldShowATokenOnceAndKeepOnlyItsHash() {
        // when
        String token = create("viewer");

        // then
        Bridge.admin()
                .queryParam("limit", 1000)
                .get("/tokens")
                .then()
                .statusCode(200)
                .body("items.find { it.name == '" + name + "' }.role", equalTo("viewer"))
                .body("items.find { it.name == '" + name + "' }.createdBy", equalTo("configured:token"))
                .body("items.find { it.name == '" + name + "' }.createdAt", notNullValue())
                .body("items.find { it.name == '" + name + "' }.token", nullValue());
        assertThat(rows.everything()).noneMatch(row -> row.contains(token));
    }

    @Test
    void shouldNeverGiveANameTwice() {
        // given
        create("viewer");
        Bridge.admin().delete("/tokens/" + name).then().statusCode(204);

        // when, then
        assertProblem(
                Bridge.admin()
                        .body(Map.of("name", name, "role", "admin"))
                        .post("/tokens")
                        .then(),
                Problem.NAME_TAKEN);
    }

    @ParameterizedTest
    @CsvSource({"name, has space", "name,", "role, root", "role,", "expiresAt, 2020-01-01T00:00:00Z", "expiresAt, soon"
    })
    void shouldNameTheFieldThatIsWrong(String field, String value) {
        // given
        Map<String, String> body = new HashMap<>(Map.of("name", name, "role", "viewer"));
        body.put(field, value);

        // when, then
        assertThat(assertProblem(Bridge.admin().body(body).post("/tokens").then(), Problem.INVALID))
                .containsExactly(field);
    }

    @Test
    void shouldSlowGuessesDownButNotWhoHasAToken() throws IOException {
        // given
        String token = create("viewer");
        int proved = statusFromElsewhere(token);

        // when
        int first = statusFromElsewhere("guess-0");
        for (int guess = 1; guess < FailedAttempts.AT_ONCE; guess++) {
            statusFromElsewhere("guess-" + guess);
        }
        int blocked = statusFromElsewhere("guess-99");

        // then
        assertThat(proved).isEqualTo(200);
        assertThat(first).isEqualTo(401);
        assertThat(blocked).isEqualTo(429);
        assertThat(statusFromElsewhere(token)).isEqualTo(200);
        assertThat(status("guess-1")).as("from another address").isEqualTo(401);
    }

    private String create(String role) {
        return Bridge.admin()
                .body(Map.of("name", name, "role", role))
                .post("/tokens")
                .then()
                .statusCode(201)
                .extract()
                .path("token");
    }

    private static int status(String token) {
        return Bridge.with(token).get("/gateways").statusCode();
    }

    /** From an address that no other test uses. */
    private static int statusFromElsewhere(String token) throws IOException {
        URI address = Bridge.inside("");
        InetAddress elsewhere = InetAddress.getByAddress(new byte[] {127, 7, 7, 7});
        try (Socket socket = new Socket(InetAddress.getByName("127.0.0.1"), address.getPort(), elsewhere, 0)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write(
                            ("GET /api/v1/gateways HTTP/1.1\r\nHost: bridge\r\nConnection: close\r\nAuthorization: Bearer "
                                            + token + "\r\n\r\n")
                                    .getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return Integer.parseInt(answer.split(" ", 3)[1]);
        }
    }
}
