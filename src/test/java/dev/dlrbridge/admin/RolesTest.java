package dev.dlrbridge.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dlrbridge.admin.access.Role;
import dev.dlrbridge.testing.Bridge;
import dev.dlrbridge.testing.DatabaseResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** Which role may make which call; a call without a row in the table fails. */
@QuarkusTest
@WithTestResource(DatabaseResource.class)
class RolesTest {
    private static final Map<String, String> TOKENS = Map.of(
            "viewer", DatabaseResource.VIEWER_TOKEN,
            "operator", DatabaseResource.OPERATOR_TOKEN,
            "admin", DatabaseResource.ADMIN_TOKEN);
    private static final String TABLE = "/admin/roles.csv";

    @ParameterizedTest(name = "{0} {1} needs {2}")
    @CsvFileSource(resources = TABLE, numLinesToSkip = 1)
    void shouldLetInWhoseRoleIsHighEnough(String method, String path, String needed) {
        String existing = path.replaceAll("\\{(id|name)}", "00000000-0000-0000-0000-000000000000")
                .replace("{reportId}", "1")
                .replaceAll("\\{\\w+}", "unknown");
        for (Role role : Role.values()) {
            // when
            int status = send(method, existing, TOKENS.get(role.word()));

            // then
            boolean permitted = role.includes(Role.ofWord(needed));
            assertThat(status == 403).as("%s for %s: %d", role, path, status).isEqualTo(!permitted);
            assertThat(status).isNotEqualTo(401).isLessThan(500);
        }
        assertThat(send(method, existing, "")).isEqualTo(401);
    }

    @Test
    void shouldHaveARowForEveryCall() throws IOException {
        // given
        JsonNode paths = ApiOperation.document().path("paths");

        // when
        Set<String> calls = new TreeSet<>();
        paths.fields()
                .forEachRemaining(path -> path.getValue()
                        .fieldNames()
                        .forEachRemaining(method -> calls.add(method.toUpperCase(java.util.Locale.ROOT) + ","
                                + path.getKey().replace("/api/v1", ""))));
        Set<String> rows = new TreeSet<>();
        try (var table = getClass().getResourceAsStream(TABLE)) {
            new String(table.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .forEach(row -> rows.add(row.substring(0, row.lastIndexOf(','))));
        }

        // then
        assertThat(calls).isEqualTo(rows);
    }

    /** A body that is refused by whoever may make the call, so that nothing is changed. */
    private static int send(String method, String path, String token) {
        byte[] body = method.equals("GET") ? new byte[0] : "[".getBytes(StandardCharsets.UTF_8);
        return Bridge.send(method, "/api/v1" + path, "application/json", body, "Authorization", "Bearer " + token)
                .statusCode();
    }
}
