package dev.dlrbridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dlrbridge.sandbox.answer.Fault;
import dev.dlrbridge.sandbox.answer.FaultKind;
import dev.dlrbridge.sandbox.portal.TokenPair;
import dev.dlrbridge.tenant.Tokens;
import dev.dlrbridge.testing.Bridge;
import dev.dlrbridge.testing.DatabaseResource;
import dev.dlrbridge.testing.LogCapture;
import dev.dlrbridge.testing.RecordedSpans;
import dev.dlrbridge.testing.Rows;
import dev.dlrbridge.testing.Tenant;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Tuple;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Secrets and phone numbers are given to every door, right and wrong, and looked for everywhere afterwards. */
@QuarkusTest
@WithTestResource(DatabaseResource.class)
class SecretsNeverShowTest {
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String JSON = "application/json";
    private static final String PHONE = "4915798765432";
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    /** What these answer is what they are for; it stands nowhere else. */
    private static final Set<String> SHOWN_ON_PURPOSE = Set.of(
            "POST,/applications/{clientId}/portals/{memberId}/channels",
            "POST,/channels/{id}/reveal",
            "POST,/channels/{id}/rotate-key",
            "POST,/tokens");

    private static final Pattern SHOWN = Pattern.compile("(?:/dlr/\\w+/|\"token\":\")([^\"/]{16,})\"");

    private final Rows rows;
    private final Tokens tokens;
    private final RecordedSpans spans;
    private final Set<String> marks = new TreeSet<>();
    private final List<String> answers = new ArrayList<>();

    @ConfigProperty(name = "dlrbridge.encryption.keyset")
    String keyset;

    @ConfigProperty(name = "quarkus.datasource.password")
    String databasePassword;

    private LogCapture log;
    private Tenant tenant;

    SecretsNeverShowTest(Rows rows, Tokens tokens, RecordedSpans spans) {
        this.spans = spans;
        this.rows = rows;
        this.tokens = tokens;
    }

    @BeforeEach
    void startListening() {
        log = LogCapture.open();
        spans.record();
        tenant = Tenant.create();
        marks.addAll(List.of(
                PHONE,
                PHONE.substring(3),
                keyset,
                databasePassword,
                DatabaseResource.ADMIN_TOKEN,
                tenant.clientSecret(),
                tenant.tokens().accessToken(),
                tenant.tokens().refreshToken(),
                tenant.tokens().applicationToken()));
    }

    @AfterEach
    void stopListening() {
        log.close();
        spans.forget();
    }

    @Test
    void shouldShowNoSecretAndNoPhoneNumberAnywhere() {
        // when
        useEveryGateway();
        misuseTheApi();
        useEveryCallOfTheApi();
        meetPortalFaults();
        tellOfTheApplicationsLife();
        renewTokens();
        failToRenewTokens();
        readEverything();

        // then
        assertThat(marks)
                .hasSizeGreaterThan(20)
                .allSatisfy(mark -> assertThat(mark).hasSizeGreaterThan(8));
        assertThat(answers).hasSizeGreaterThan(50);
        assertThat(answers).anyMatch(answer -> answer.contains("dlrbridge_intake_requests_total"));
        assertThat(log.lines()).anyMatch(line -> line.startsWith("dev.dlrbridge.tenant.install"));
        assertNoMark("answer", answers);
        assertNoMark("log", log.lines());
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(spans.texts()).anyMatch(span -> span.contains("portal call")));
        assertThat(spans.texts()).hasSizeGreaterThan(50);
        assertNoMark("span", spans.texts());
        assertNoMark("row", rows.everything());
    }

    private void useEveryGateway() {
        Map<String, Map<String, String>> gateways = Map.of(
                "kannel", Map.of(),
                "jasmin", Map.of(),
                "twilio", Map.of("authToken", mark()),
                "smsc", Map.of("controlPhrase", mark()),
                "sms-ru", Map.of("apiId", mark()),
                "infobip", Map.of("username", mark(), "password", mark()));
        gateways.forEach((gateway, secrets) -> {
            Tenant.Callback channel = tenant.channel(gateway, secrets);
            marks.add(channel.path().substring(("/dlr/" + gateway + "/").length()));
            callInManyWays(channel);
            admin("GET", "/channels/" + channel.channelId(), null);
            correlate(channel);
        });
    }

    private void callInManyWays(Tenant.Callback channel) {
        String message = "/" + tenant.message();
        String form = "id=a&message_status=DELIVRD&to=" + PHONE + "&phone=" + PHONE;
        String json =
                "{\"results\":[{\"to\":\"" + PHONE + "\",\"messageId\":\"a\",\"status\":{\"name\":\"REJECTED\"}}]}";
        for (String path : List.of("", message, "/" + PHONE, message + "/" + PHONE, "/%25", "?message_id=" + PHONE)) {
            String query = (path.contains("?") ? "&" : "?") + "type=1&fid=f&to=" + PHONE;
            keep(Bridge.get(channel.path() + path + query));
            keep(Bridge.post(channel.path() + path, FORM, form));
        }
        keep(Bridge.post(channel.path(), FORM, form, "X-Twilio-Signature", mark()));
        keep(Bridge.post(channel.path(), FORM, form + "&sha1=" + mark() + "&hash=" + mark()));
        keep(Bridge.post(channel.path(), JSON, json));
        keep(Bridge.post(channel.path(), JSON, json, "Authorization", "Basic " + mark()));
        keep(Bridge.post(channel.path(), JSON, "{" + PHONE));
        keep(Bridge.post(channel.path(), "text/" + PHONE, PHONE));
        keep(Bridge.post(channel.path(), FORM, PHONE.repeat(30_000)));
        keep(Bridge.send("DELETE", channel.path() + "?" + PHONE, null));
        keep(Bridge.send("OPTIONS", channel.path(), null));
        keep(Bridge.get("/dlr/kannel/" + mark()));
    }

    private void correlate(Tenant.Callback channel) {
        String path = "/channels/" + channel.channelId() + "/correlations";
        String one = "{\"gatewayId\":\"f\",\"recipient\":\"" + PHONE + "\",\"messageId\":\"%s\"}";
        admin("POST", path, "[" + one.formatted(tenant.message()) + "]");
        admin("POST", path, "[" + one.formatted(tenant.message()) + "]");
        admin("POST", path, "[" + one.formatted(PHONE) + "]");
        admin("POST", path, "[{\"recipient\":[\"" + PHONE + "\"]}]");
    }

    private void misuseTheApi() {
        String application = "/applications/" + tenant.clientId();
        admin("PUT", application, "{\"clientSecret\":\"" + mark() + "\"}");
        admin("PUT", application, "{\"clientSecret\":[\"" + mark() + "\"],\"title\":\"x\"}");
        admin("PUT", application, "{\"title\":\"x\",\"clientSecret\":\"" + mark());
        admin("PUT", application, "{\"title\":\"x\",\"clientSecret\":" + mark());
        admin("PUT", application, "{\"title\":\"x\",\"clientSecret\":\"" + (mark() + " ").repeat(20) + "\"}");
        tenant.portalRequest().keySet().forEach(field -> {
            Map<String, Object> request = new HashMap<>(tenant.portalRequest());
            request.put(field, Map.of("a", mark()));
            admin("PUT", tenant.path(), json(request));
            request.put(field, mark().repeat(20));
            admin("PUT", tenant.path(), json(request));
        });
        Map<String, Object> withUser = new HashMap<>(tenant.portalRequest());
        withUser.put("clientEndpoint", "http://user:" + mark() + "@127.0.0.1/rest/");
        admin("PUT", tenant.path(), json(withUser));
        for (Object secrets :
                List.of(Map.of("unknown", mark()), mark(), List.of(mark()), Map.of("authToken", List.of(mark())))) {
            admin(
                    "POST",
                    tenant.path() + "/channels",
                    json(Map.of("gateway", "twilio", "senderCode", "x", "secrets", secrets)));
        }
        keep(Bridge.send("GET", "/api/v1/gateways", null, new byte[0], "Authorization", "Bearer " + mark()));
        keep(Bridge.get("/api/v1/gateways?access_token=" + mark()));
        admin("PUT", tenant.path(), json(tenant.portalRequest()));
    }

    /** Bodies that are right for nothing, or for one: each field that can hold a secret stands in one of them. */
    private void useEveryCallOfTheApi() {
        Tenant used = Tenant.create();
        Tenant.Callback channel = used.channel("twilio", Map.of("authToken", mark()));
        marks.add(channel.path().substring("/dlr/twilio/".length()));
        List<String> calls = rolesTable();
        assertThat(calls).hasSizeGreaterThan(40);
        for (String call : calls) {
            String method = call.substring(0, call.indexOf(','));
            String path = call.substring(call.indexOf(',') + 1, call.lastIndexOf(','))
                    .replace("/channels/{id}", "/channels/" + channel.channelId())
                    .replace("{clientId}", used.clientId())
                    .replace("{memberId}", used.memberId())
                    .replace("{messageId}", used.message())
                    .replace("{reportId}", "1")
                    .replaceAll("\\{(id|name|code)}", UUID.randomUUID().toString());
            for (String body : bodies(method, path)) {
                HttpResponse<String> answer = call(method, path, body);
                if (SHOWN_ON_PURPOSE.contains(call.substring(0, call.lastIndexOf(',')))) {
                    Matcher shown = SHOWN.matcher(answer.body());
                    while (shown.find()) {
                        marks.add(shown.group(1));
                    }
                } else {
                    keep(answer);
                }
            }
        }
    }

    /** Calls that reach a portal take no body, and have to keep to the portal's limits. */
    private List<String> bodies(String method, String path) {
        if (method.equals("GET") || method.equals("DELETE") || path.endsWith("/senders")) {
            return Arrays.asList((String) null);
        }
        Map<String, Object> all = Map.of(
                "clientSecret", mark(),
                "accessToken", mark(),
                "refreshToken", mark(),
                "applicationToken", mark(),
                "secrets", Map.of("authToken", mark(), "another", mark()),
                "recipient", PHONE,
                "token", mark());
        return List.of(
                json(all),
                json(List.of(all)),
                json(Map.of("secrets", Map.of("authToken", List.of(mark(), mark())))),
                json(Map.of("title", "x", "clientSecret", mark())),
                json(Map.of("name", "n" + Tenant.newId(), "role", "viewer")),
                json(List.of(Map.of("gatewayId", "g", "recipient", PHONE, "messageId", Tenant.newId()))),
                "{\"secrets\":" + mark());
    }

    /** Those that remove what others need come last. */
    private static List<String> rolesTable() {
        try (InputStream table = SecretsNeverShowTest.class.getResourceAsStream("/admin/roles.csv")) {
            return new String(table.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .sorted(Comparator.comparing(call -> call.startsWith("DELETE")))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void meetPortalFaults() {
        for (Fault fault :
                List.of(Fault.of(FaultKind.HTML_502), Fault.of(FaultKind.CUT), Fault.of(FaultKind.TRUNCATED_JSON))) {
            tenant.portal().faults().set(List.of(fault.times(1)));
            String message = report();
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(tenant.portal().faults().list()).isEmpty());
            admin("GET", tenant.path() + "/messages/" + message, null);
        }
    }

    private void tellOfTheApplicationsLife() {
        Tenant other = Tenant.inSandbox();
        admin(
                "PUT",
                "/applications/" + other.clientId(),
                json(Map.of("clientSecret", other.clientSecret(), "title", "x")));
        for (String event : List.of("ONAPPINSTALL", "ONAPPUPDATE", "ONAPPUNINSTALL", "ONAPPPAYMENT")) {
            lifeCycle("events", other, event, mark(), mark(), mark());
            TokenPair pair = other.portal().install();
            marks.addAll(List.of(pair.accessToken(), pair.refreshToken()));
            lifeCycle("events", other, event, pair.accessToken(), mark(), mark());
            other.portal()
                    .faults()
                    .set(List.of(Fault.of(FaultKind.HTML_502).times(1).onOAuth()));
            lifeCycle("install", other, event, pair.accessToken(), pair.refreshToken(), mark());
        }
        TokenPair opened = other.portal().install();
        marks.addAll(List.of(opened.accessToken(), opened.refreshToken()));
        String page = "/bitrix24/install/" + other.clientId() + "?PROTOCOL=0&DOMAIN="
                + other.portal().clientEndpoint().getAuthority() + "&APP_SID=" + mark();
        String form = "AUTH_ID=%s&REFRESH_ID=%s&APPLICATION_TOKEN=%s&member_id=" + other.memberId();
        keep(Bridge.post(page, FORM, form.formatted(opened.accessToken(), opened.refreshToken(), mark())));
        keep(Bridge.post(
                page, FORM, form.formatted(mark(), mark(), mark()) + "&SERVER_ENDPOINT=http://u:" + mark() + "@x/"));
        keep(Bridge.post(page.replace("DOMAIN=", "DOMAIN=" + mark()), FORM, form.formatted(mark(), mark(), mark())));
        for (String path : List.of("/senders", "/channels", "")) {
            admin("GET", "/applications/" + other.clientId() + "/portals/" + other.memberId() + path, null);
        }
        admin("POST", "/applications/" + other.clientId() + "/portals/" + other.memberId() + "/senders", null);
        admin("GET", "/applications/" + other.clientId() + "/erasures", null);
        admin("POST", "/encryption/reencrypt", null);
    }

    private void lifeCycle(
            String door, Tenant other, String event, String accessToken, String refreshToken, String applicationToken) {
        keep(Bridge.post(
                "/bitrix24/" + door + "/" + other.clientId(),
                FORM,
                "event=" + event + "&data[CLEAN]=1&auth[member_id]=" + other.memberId()
                        + "&auth[client_endpoint]=" + other.portal().clientEndpoint()
                        + "&auth[access_token]=" + accessToken
                        + "&auth[refresh_token]=" + refreshToken
                        + "&auth[application_token]=" + applicationToken));
    }

    private void renewTokens() {
        Tenant fresh = Tenant.create();
        tenant = fresh;
        fresh.portal().expireAccessTokens();
        String message = report();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(fresh.shown(message)).isEqualTo("delivered"));
        UUID portal = rows.select("SELECT id FROM portal WHERE member_id = $1", Tuple.of(fresh.memberId()))
                .get(0)
                .getUUID(0);
        marks.add(tokens.access(portal).await().atMost(PATIENCE).accessToken());
        marks.add(fresh.tokens().accessToken());
        marks.add(fresh.tokens().refreshToken());
    }

    private void failToRenewTokens() {
        admin("PUT", "/applications/" + tenant.clientId(), json(Map.of("clientSecret", mark(), "title", "x")));
        tenant.portal().expireAccessTokens();
        String message = report();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(tenant.known(message).getString("lastError"))
                        .isEqualToIgnoringCase("invalid_client"));
        admin("GET", tenant.path() + "/messages/" + message, null);
    }

    private void readEverything() {
        for (String path : List.of("/gateways", "/applications", tenant.path(), tenant.path() + "/messages")) {
            admin("GET", path, null);
        }
        admin("GET", tenant.path() + "/channels", null);
        for (String path : List.of("/q/metrics", "/q/health", "/q/openapi")) {
            keep(Bridge.send(HttpRequest.newBuilder(Bridge.management(path)).build()));
        }
    }

    private String report() {
        String message = tenant.message();
        Tenant.Callback channel = tenant.channel("kannel");
        marks.add(channel.path().substring("/dlr/kannel/".length()));
        keep(Bridge.get(channel.path() + "/" + message + "?type=1&fid=f&to=" + PHONE));
        return message;
    }

    private void admin(String method, String path, String body) {
        keep(call(method, path, body));
    }

    private static HttpResponse<String> call(String method, String path, String body) {
        byte[] bytes = body == null ? new byte[0] : body.getBytes(StandardCharsets.UTF_8);
        return Bridge.send(
                method, "/api/v1" + path, JSON, bytes, "Authorization", "Bearer " + DatabaseResource.ADMIN_TOKEN);
    }

    private void keep(HttpResponse<String> answer) {
        URI address = answer.uri();
        answers.add(address.getPort() + " " + answer.statusCode() + " "
                + answer.headers().map() + answer.body());
    }

    private String mark() {
        String mark = "marked" + Tenant.newId();
        marks.add(mark);
        return mark;
    }

    private void assertNoMark(String place, Collection<String> texts) {
        for (String mark : marks) {
            String hex = HexFormat.of().formatHex(mark.getBytes(StandardCharsets.UTF_8));
            assertThat(texts.stream().filter(text -> text.contains(mark) || text.contains(hex)))
                    .as("%s with %s", place, mark)
                    .isEmpty();
        }
    }

    private static String json(Object value) {
        try {
            return new ObjectMapper().writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
