package dev.dlrbridge.tenant.install;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dlrbridge.testing.Bridge;
import dev.dlrbridge.testing.DatabaseResource;
import dev.dlrbridge.testing.LogCapture;
import dev.dlrbridge.testing.Tenant;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Posts that nobody but a stranger sends: each is told what is wrong with it, and none fills the log. */
@QuarkusTest
@WithTestResource(DatabaseResource.class)
class OddPostsTest {
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final List<String> ODD = List.of(
            "%zz",
            "%",
            "%2",
            "%00",
            "a%00b",
            "%0D%0A",
            "%FF",
            "%ED%A0%80",
            "",
            "=",
            "&",
            ";",
            "#",
            "+",
            "1e999999999",
            "-1",
            "99999999999999999999",
            "x".repeat(600));

    private static final String OTHERS =
            "dev\\.dlrbridge\\.(?!net\\.|trace\\.|tenant\\.install\\.(Install|LifeCycle|Verif|EventResource|Pending))";
    private static final List<String> PATHS = List.of("/bitrix24/events/", "/bitrix24/install/");
    private static final List<String> FIELDS = List.of(
            "event",
            "auth[access_token]",
            "auth[refresh_token]",
            "auth[expires]",
            "auth[expires_in]",
            "auth[member_id]",
            "auth[client_endpoint]",
            "auth[server_endpoint]",
            "auth[application_token]",
            "data[CLEAN]",
            "AUTH_ID",
            "REFRESH_ID",
            "AUTH_EXPIRES",
            "SERVER_ENDPOINT",
            "member_id");

    private final LifeCycleFixture fixture;
    private LogCapture log;
    private Tenant tenant;

    OddPostsTest(LifeCycleFixture fixture) {
        this.fixture = fixture;
    }

    @BeforeEach
    void setUp() {
        tenant = fixture.tenant();
        log = LogCapture.open();
    }

    @AfterEach
    void tearDown() {
        log.close();
    }

    @Test
    void shouldRefuseFormsThatAreNone() {
        for (String path : PATHS) {
            for (String odd : ODD) {
                assertRefused(path + tenant.clientId(), FORM, odd);
                assertRefused(path + tenant.clientId(), FORM, "event=" + odd);
                assertRefused(path + tenant.clientId(), FORM, odd + "=ONAPPINSTALL");
            }
            assertRefused(path + tenant.clientId(), FORM, "a=b&".repeat(5_000));
        }
        assertNothingLogged();
    }

    @Test
    void shouldRefuseFieldsWithoutTheirForm() {
        for (String event : List.of("ONAPPINSTALL", "ONAPPUNINSTALL", "ONAPPPAYMENT", "")) {
            for (String field : FIELDS) {
                for (String odd : ODD) {
                    String form = event.isEmpty() ? page() : "event=" + event + "&" + auth();
                    for (String path : PATHS) {
                        int status = status("POST", path + tenant.clientId(), FORM, field + "=" + odd + "&" + form);
                        assertThat(status)
                                .as("%s with %s %s", event, field, odd)
                                .isLessThan(500);
                    }
                }
            }
        }
        assertThat(fixture.portal(tenant)).isEmpty();
        assertNothingLogged();
    }

    @Test
    void shouldRefuseOddAddresses() {
        for (String path : PATHS) {
            for (String odd : ODD) {
                assertRefused(path + odd, FORM, "event=ONAPPINSTALL&" + auth());
                assertRefused(path + "a" + odd + "/" + odd, FORM, "event=ONAPPINSTALL&" + auth());
                for (String name : List.of("DOMAIN", "PROTOCOL", odd)) {
                    String address = path + tenant.clientId() + "?" + name + "=" + odd;
                    assertThat(status("POST", address, FORM, page()))
                            .as(address)
                            .isBetween(400, 499);
                }
            }
        }
        assertNothingLogged();
    }

    @Test
    void shouldRefuseOddMediaTypesMethodsAndHeaders() {
        for (String path : PATHS) {
            String address = path + tenant.clientId();
            for (String type : List.of(
                    "",
                    "x",
                    "/",
                    "*/*",
                    "text/plain",
                    "application/json",
                    "multipart/form-data",
                    "multipart/form-data; boundary=",
                    FORM + "; charset=zz",
                    FORM + "; charset=utf-16",
                    FORM + "; charset=",
                    FORM + ";;;=")) {
                assertThat(status("POST", address, type, "event=%zz")).as(type).isBetween(400, 499);
            }
            for (String method : List.of("GET", "PUT", "DELETE", "PATCH", "HEAD", "TRACE", "X")) {
                assertThat(status(method, address, FORM, "event=a")).as(method).isLessThan(500);
            }
            for (String header : List.of(
                    "X-Forwarded-For: ,,,999.1.1.1",
                    "Forwarded: for=",
                    "Accept: x",
                    "Accept: ;q=",
                    "Accept-Language: \u00ff",
                    "Cookie: =;=")) {
                assertThat(status("POST", address, FORM + "\r\n" + header, "event=%zz"))
                        .as(header)
                        .isBetween(400, 499);
            }
        }
        assertNothingLogged();
    }

    @Test
    void shouldRefuseBytesOfChance() {
        Random random = new Random(1);
        for (int count = 0; count < 300; count++) {
            byte[] bytes = new byte[random.nextInt(200)];
            random.nextBytes(bytes);
            String body = "event=ONAPPINSTALL&" + auth() + new String(bytes, StandardCharsets.ISO_8859_1);
            assertThat(status("POST", PATHS.get(count % 2) + tenant.clientId(), FORM, body))
                    .isLessThan(500);
        }
        assertNothingLogged();
    }

    private void assertRefused(String address, String type, String body) {
        assertThat(status("POST", address, type, body))
                .as("%s: %s", address, body)
                .isBetween(200, 499);
    }

    /** By what these posts reach: jobs for the portals of other tests go on meanwhile. */
    private void assertNothingLogged() {
        assertThat(log.lines())
                .noneMatch(line -> line.contains("request failed") || line.contains("API failed"))
                .filteredOn(line -> !line.matches("(?s)" + OTHERS + ".*"))
                .noneMatch(line -> line.contains("\tat "));
    }

    private String auth() {
        return "auth[access_token]=forged&auth[refresh_token]=forged&auth[expires_in]=3600&auth[application_token]=forged"
                + "&auth[client_endpoint]=" + tenant.portal().clientEndpoint() + "&auth[member_id]="
                + tenant.memberId();
    }

    private String page() {
        return "AUTH_ID=forged&REFRESH_ID=forged&AUTH_EXPIRES=3600&member_id=" + tenant.memberId();
    }

    /** Written as it is, be it right or wrong. */
    private static int status(String method, String address, String type, String body) {
        URI bridge = Bridge.uri("");
        byte[] bytes = body.getBytes(StandardCharsets.ISO_8859_1);
        String head = method + " " + address.replace(' ', '+') + " HTTP/1.1\r\nHost: bridge\r\nConnection: close\r\n"
                + "Content-Type: " + type + "\r\nContent-Length: " + bytes.length + "\r\n\r\n";
        try (Socket socket = new Socket(bridge.getHost(), bridge.getPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().write(bytes);
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            return Integer.parseInt(answer.split(" ", 3)[1]);
        } catch (IOException e) {
            throw new AssertionError(head, e);
        }
    }
}
