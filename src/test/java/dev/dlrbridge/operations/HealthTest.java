package dev.dlrbridge.operations;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import dev.dlrbridge.testing.Bridge;
import dev.dlrbridge.testing.DatabaseResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(DatabaseResource.class)
class HealthTest {

    @ParameterizedTest
    @CsvSource({"ready, database", "started, storage"})
    void shouldBeUpOnTheManagementPortWhenTheDatabaseIsFit(String probe, String check) {
        Awaitility.await()
                .untilAsserted(() -> given().get(Bridge.management("/q/health/" + probe))
                        .then()
                        .statusCode(200)
                        .body("status", equalTo("UP"))
                        .body("checks.name", hasItem(check)));
    }

    @Test
    void shouldBeAliveWithoutAskingTheDatabase() {
        given().get(Bridge.management("/q/health/live"))
                .then()
                .statusCode(200)
                .body("status", equalTo("UP"))
                .body("checks.size()", equalTo(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/q/health", "/q/health/live", "/q/metrics", "/q/openapi", "/q/swagger-ui"})
    void shouldTellNothingOnTheMainPort(String path) {
        assertThat(Bridge.get(path).statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/gateways", "/dlr/kannel/key"})
    void shouldNotServeTheMainPortsContentOnTheManagementPort(String path) {
        given().get(Bridge.management(path)).then().statusCode(404);
    }
}
