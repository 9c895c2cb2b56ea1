package dev.dlrbridge.gateway.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.dlrbridge.gateway.FailureReason;
import dev.dlrbridge.gateway.GatewayProfile;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProfileParserTest {
    private static final String PROFILE = """
        title: Test
        documentation: https://example.com/
        confidence: high
        sendSide: Nothing.
        methods: [POST]
        mediaTypes: [application/json]
        signature: none
        settings:
          - {name: timeZone, description: Zone, default: UTC}
        reports:
          list: json:/items/*
          id: json:/id
          status: [{join: [json:/state, json:/detail], with: "/"}, json:/state]
          time: {from: json:/at, format: "uuuu-MM-dd HH:mm:ss", zone: {setting: timeZone}}
        statuses:
          "sent/carrier": sent
          del*: delivered
        errors: {"7": number}
        reply: {status: 200}
        """;

    @Test
    void shouldReadWholeProfile() {
        // when
        GatewayProfile profile = parse("test.yaml", PROFILE).get(0);

        // then
        assertThat(profile.name()).isEqualTo("test");
        assertThat(profile.documentation()).containsExactly("https://example.com/");
        assertThat(profile.settings())
                .contains(new GatewayProfile.Setting("timeZone", "Zone", "UTC", false))
                .extracting(GatewayProfile.Setting::name)
                .containsExactly("timeZone", "statuses");
        assertThat(profile.reports().get(0).fields().status()).hasSize(2);
        assertThat(profile.errors()).containsExactly(Map.entry("7", FailureReason.NUMBER));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "title: Test                  | titel: Test                | titel: is unknown",
                "title: Test                  | title: 7                   | title: must be a text, in quotes if it"
                        + " looks like a number",
                "errors: {\"7\": number}     | errors: {\"7\": luck}     | errors.7: must be one of number, unreachable,"
                        + " blocked, operator, funds, account, technical",
                "confidence: high             | confidence: sure           | confidence: must be one of high, low,"
                        + " medium",
                "[POST]                       | [FETCH]                    | methods: must be one or more of GET,"
                        + " POST, PUT",
                "[application/json]           | [Application/json]         | mediaTypes: must be type/subtype in lower"
                        + " case, without parameters",
                "signature: none              | signature: rot13           | signature: must be one of aws-sns, basic,"
                        + " ed25519,",
                "signature: none              | signature: twilio          | secrets: must be those of the signature:"
                        + " [authToken]",
                "signature: none              | reader: magic              | reader: must be one of kannel, profile,"
                        + " sms-ru",
                "default: UTC                 | defualt: UTC               | settings[0].defualt: is unknown",
                "id: json:/id                 | id: jsn:/id                | reports.id: must begin with query:,"
                        + " form:, param:, header:, field:, json:",
                "id: json:/id                 | id: [form:id, id]          | reports.id[1]: must be kind:name",
                "id: json:/id                 | id: json:id                | reports.id: must be a JSON pointer,"
                        + " beginning with /",
                "id: json:/id                 | id: outer:/a/*             | reports.id: must not have * outside",
                "id: json:/id                 | id: body:/*/a              | reports.id: must not have * outside",
                "list: json:/items/*          | list: form:items           | reports.list: must be json:/pointer/*",
                "json:/detail], with          | json:/detail], witch       | reports.status[0].witch: is unknown",
                "[json:/state, json:/detail]  | [json:/state]              | reports.status[0].join: must be two"
                        + " sources or more",
                "uuuu-MM-dd HH:mm:ss          | yyyy-MM-dd HH:mm:ss        | reports.time.format: must write the year"
                        + " as u",
                "uuuu-MM-dd HH:mm:ss          | uuuu-MM-ppdHH:mm           | reports.time.format: must have separators",
                "uuuu-MM-dd HH:mm:ss          | HH:mm                      | reports.time.format: must have date and"
                        + " time",
                "setting: timeZone            | setting: zone              | reports.time.zone.setting: must be one of"
                        + " the settings",
                "zone: {setting: timeZone}    | zone: Moscow               | reports.time.zone: must be a time zone",
                "zone: {setting: timeZone}    | note: x                    | reports.time.note: is unknown",
                ", zone: {setting: timeZone}  | ' '                        | reports.time.zone: is needed where the"
                        + " format does not tell the zone, and only there",
                "\"uuuu-MM-dd HH:mm:ss\"        | iso-8601                   | settings.timeZone: must not be there: iso-8601"
                        + " needs an offset in the time, such as Z or +02:00",
                "del*: delivered              | del*: arrived              | statuses.del*: must be queued, sent,"
                        + " undelivered, failed, delivered or ignore",
                "del*: delivered              | d*l*: delivered            | statuses.d*l*: must be a word, with ? for"
                        + " any character and * at most once, for any rest",
                "del*: delivered              | SENT/carrier: sent         | statuses.SENT/carrier: is there twice, in"
                        + " different case",
                "del*: delivered              | sent/carrier: sent         | sent/carrier: is there twice",
                "status: 200                  | status: 404                | reply.status: must be between 200 and 299",
                "status: 200                  | status: 000                | reply.status: must be between 200 and 299",
                "status: 200                  | body: x                    | reply.status: is missing",
                "{status: 200}                | {status: 200, body: x}     | reply.contentType: must be there with"
                        + " body and not without",
                "reply: {status: 200}         | handshakes: [knock]        | handshakes[0]: must be one of aws-sns,"
                        + " cloud-events, empty-array, empty-body, event-grid, plain-get"
            })
    void shouldNameFileAndFieldWhenProfileIsWrong(String right, String wrong, String error) {
        // given
        assertThat(PROFILE).contains(right);

        // when
        InvalidProfilesException refusal = refusal("test.yaml", PROFILE.replace(right, wrong));

        // then
        assertThat(refusal.errors())
                .anySatisfy(found -> assertThat(found.toString())
                        .matches("test\\.yaml(:\\d+)?: .*")
                        .contains(": " + error));
    }

    @Test
    void shouldListEveryErrorWhenThereAreSeveral() {
        // when
        InvalidProfilesException refusal = refusal("Bad_Name.yaml", "colour: red\nreports: 5\n");

        // then
        assertThat(refusal.errors())
                .extracting(ProfileError::field)
                .contains(
                        "(file name)",
                        "colour",
                        "title",
                        "sendSide",
                        "methods",
                        "signature",
                        "reports",
                        "reply.status");
    }

    @Test
    void shouldNameLineOfFieldOrOfWhatIsAroundIt() {
        // when
        InvalidProfilesException refusal = refusal(
                "test.yaml",
                PROFILE.replace("documentation: https://example.com/", "colour: red")
                        .replace("json:/at", "at"));

        // then
        assertThat(refusal.getMessage())
                .contains("test.yaml:2: colour: is unknown")
                .contains("test.yaml:14: reports.time.from: must be kind:name");
    }

    @Test
    void shouldPutSettingsOfTheChannelInTheirPlaces() {
        // given
        String content = PROFILE.replace(
                        "{name: timeZone",
                        "{name: place, description: Where, required: true}\n" + "  - {name: timeZone")
                .replace("id: json:/id", "id: {setting: place, prefix: \"json:\"}");
        ProfileTemplate template = ProfileTemplate.readAll(
                        List.of(new ProfileFile("test.yaml", content.getBytes(StandardCharsets.UTF_8))))
                .get(0);

        // then
        assertThat(template.with(Map.of()).reports().get(0).fields().id()).isEmpty();
        assertThat(template.with(Map.of("place", "/x"))
                        .reports()
                        .get(0)
                        .fields()
                        .id())
                .hasSize(1);
        assertThat(template.with(Map.of("statuses", "OK=delivered, a = b = sent"))
                        .statuses()
                        .find("A = b"))
                .isNotNull();
        assertThatThrownBy(() -> template.with(Map.of("place", "x", "timeZone", "Moscow", "statuses", "OK=arrived")))
                .hasMessageContaining("settings.place: must be a JSON pointer, beginning with /")
                .hasMessageContaining("settings.timeZone: must be a time zone like Europe/Berlin")
                .hasMessageContaining("settings.statuses: must be queued, sent,");
        assertThatThrownBy(() -> template.with(Map.of("statuses", "OK")))
                .hasMessageContaining("settings.statuses: must be word=status");
    }

    @ParameterizedTest
    @CsvSource({"''", "'- a'", "'text'", "'5'"})
    void shouldRefuseWhatIsNoMapping(String content) {
        assertThat(refusal("test.yaml", content).errors()).isNotEmpty();
    }

    private static InvalidProfilesException refusal(String fileName, String content) {
        return catchThrowableOfType(InvalidProfilesException.class, () -> parse(fileName, content));
    }

    private static List<GatewayProfile> parse(String fileName, String content) {
        ProfileFile file = new ProfileFile(fileName, content.getBytes(StandardCharsets.UTF_8));
        return ProfileTemplate.readAll(List.of(file)).stream()
                .map(template -> template.with(Map.of()))
                .toList();
    }
}
