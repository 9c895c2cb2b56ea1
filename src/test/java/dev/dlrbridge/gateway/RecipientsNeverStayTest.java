package dev.dlrbridge.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dlrbridge.journal.Destination;
import dev.dlrbridge.journal.Entry;
import dev.dlrbridge.journal.Journal;
import dev.dlrbridge.quarantine.Quarantine;
import dev.dlrbridge.quarantine.QuarantinedRequest;
import dev.dlrbridge.tenant.Channel;
import dev.dlrbridge.tenant.Channels;
import dev.dlrbridge.testing.Bridge;
import dev.dlrbridge.testing.DatabaseResource;
import dev.dlrbridge.testing.Rows;
import dev.dlrbridge.testing.Tenant;
import dev.dlrbridge.trace.PortalName;
import dev.dlrbridge.trace.Spelling;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.smallrye.mutiny.Uni;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Every sample of every gateway, with the recipient's number in each field that is read, in all spellings: afterwards it
 * stands in no column outside quarantine, and in no answer to whoever may only look.
 */
@QuarkusTest
@WithTestResource(DatabaseResource.class)
class RecipientsNeverStayTest {
    private static final Gateways GATEWAYS = Gateways.builtIn();
    private static final String NUMBER = "4915197531864";
    /** Fewer digits may be the same by chance. */
    private static final String LAST_DIGITS = NUMBER.substring(4);

    private static final List<Function<Report, String>> FIELDS =
            List.of(Report::gatewayId, Report::rawStatus, Report::errorCode, Report::errorText);

    private final Journal journal;
    private final Quarantine quarantine;
    private final Channels channels;
    private final Rows rows;
    private final List<Entry> entries = new ArrayList<>();
    private final List<Entry> unknownStatus = new ArrayList<>();
    private final Set<String> gateways = new TreeSet<>();
    private Tenant tenant;
    private Tenant.Callback callback;
    private PortalName portal;
    private Destination channel;

    RecipientsNeverStayTest(Journal journal, Quarantine quarantine, Channels channels, Rows rows) {
        this.journal = journal;
        this.quarantine = quarantine;
        this.channels = channels;
        this.rows = rows;
    }

    @BeforeEach
    void createChannel() {
        tenant = Tenant.create();
        callback = tenant.channel("kannel");
        Channel found = await(channels.find(callback.channelId())).orElseThrow();
        portal = found.portal();
        channel = Destination.of(found);
    }

    @Test
    void shouldKeepAndShowTheRecipientsNumberNowhere() {
        // given
        Samples.all().forEach(this::readWithNumbers);
        assertThat(gateways).hasSizeGreaterThan(50);
        assertThat(entries).hasSizeGreaterThan(1_000);
        assertThat(unknownStatus).hasSizeGreaterThan(100);
        assertThat(entries).anyMatch(entry -> holdsNumber(entry.report().gatewayId()));
        assertThat(entries).anyMatch(entry -> holdsNumber(entry.report().errorText()));

        // when
        for (int from = 0; from < entries.size(); from += 500) {
            await(journal.append(entries.subList(from, Math.min(entries.size(), from + 500)), 1));
        }
        await(quarantine.add(new QuarantinedRequest(
                portal, channel, UUID.randomUUID(), "kannel", "unknown status", true, new byte[1], unknownStatus)));

        // then
        assertThat(rows.count("report", channel.channelId())).isGreaterThan(500);
        assertThat(rows.count("unmatched", channel.channelId())).isGreaterThan(500);
        List<String> answers = answersToViewer();
        assertThat(answers).hasSizeGreaterThan(300);
        assertNoNumber(answers);
    }

    @Test
    void shouldKeepNoNumberOfARequestsAddressAndHeaders() {
        // when
        for (String spelling : Spelling.all(NUMBER)) {
            String encoded = URLEncoder.encode(spelling, StandardCharsets.UTF_8);
            Bridge.admin().urlEncodingEnabled(false).post(tenant.path() + "/messages/" + encoded + "/retry");
            Bridge.admin().urlEncodingEnabled(false).post("/quarantine/replay?gateway=" + encoded);
            Bridge.admin().urlEncodingEnabled(false).delete("/tokens/" + encoded);
        }
        Tenant.Callback signed = tenant.channel("twilio", Map.of("authToken", "secret"));
        Bridge.post(signed.path(), "text/" + NUMBER, "a=b", "X-" + NUMBER, "a", "x-to-" + NUMBER, "b");
        Bridge.post(callback.path(), "text/" + NUMBER, "{", "X-4915-1975-318-64", "a");

        // then
        Awaitility.await()
                .untilAsserted(() ->
                        assertThat(rows.count("refusal", signed.channelId())).isOne());
        assertNoNumber(answersToViewer());
    }

    private void assertNoNumber(List<String> answers) {
        assertThat(Stream.concat(rows.everything().stream(), answers.stream())
                        .filter(text -> !text.startsWith("quarantine: ") && holdsNumber(text)))
                .isEmpty();
    }

    /** A profile that reads no recipient cannot know that a number in an id is one. */
    private void readWithNumbers(Sample sample) {
        List<Report> reports = read(sample, sample.callback());
        Set<String> recipients = reports.stream()
                .map(Report::recipient)
                .filter(Objects::nonNull)
                .flatMap(RecipientsNeverStayTest::withoutCountry)
                .collect(Collectors.toSet());
        Callback toNumber = new Mutation(recipients, NUMBER).of(sample.callback());
        for (Report report : reports) {
            for (Function<Report, String> field : FIELDS) {
                boolean unknowable = report.recipient() == null && field.apply(report) == report.gatewayId();
                if (field.apply(report) == null || unknowable) {
                    continue;
                }
                for (String spelling : Spelling.all(NUMBER)) {
                    read(sample, new Mutation(Set.of(field.apply(report)), "a " + spelling).of(toNumber))
                            .forEach(this::keep);
                }
            }
        }
    }

    /** Some gateways write the country's code into a field of its own. */
    private static Stream<String> withoutCountry(String recipient) {
        return IntStream.range(0, Math.max(1, recipient.length() - 7)).mapToObj(recipient::substring);
    }

    private List<Report> read(Sample sample, Callback request) {
        gateways.add(sample.gateway());
        Reading reading =
                GATEWAYS.find(sample.gateway()).orElseThrow().read(request, sample.secrets(), sample.settings());
        List<Report> known = reading instanceof Reading.Reports reports ? reports.reports() : List.of();
        return Stream.concat(known.stream(), reading.unknownStatus().stream()).toList();
    }

    private void keep(Report report) {
        List<Entry> kept = report.status() == null ? unknownStatus : entries;
        kept.add(new Entry(channel, Tenant.newId(), report));
        if (report.correlationKey() != null) {
            kept.add(new Entry(channel, null, report));
        }
    }

    private List<String> answersToViewer() {
        String name = "viewer-" + Tenant.newId();
        String viewer = Bridge.admin()
                .body(Map.of("name", name, "role", "viewer"))
                .post("/tokens")
                .then()
                .extract()
                .path("token");
        List<String> answers = new ArrayList<>();
        List<String> ids = pages(viewer, tenant.path() + "/messages", answers).stream()
                .map(message -> message.get("messageId"))
                .toList();
        ids.stream().limit(400).forEach(id -> answers.add(get(viewer, tenant.path() + "/messages/" + id)));
        pages(viewer, "/channels/" + callback.channelId() + "/unmatched", answers);
        pages(viewer, "/quarantine", answers)
                .forEach(kept -> answers.add(get(viewer, "/quarantine/" + kept.get("id"))));
        answers.add(get(viewer, "/channels/" + callback.channelId()));
        answers.add(get(viewer, tenant.path()));
        return answers;
    }

    private static List<Map<String, String>> pages(String viewer, String path, List<String> answers) {
        List<Map<String, String>> items = new ArrayList<>();
        String after = "";
        while (after != null) {
            String page = get(viewer, path + "?limit=1000&after=" + after);
            answers.add(page);
            items.addAll(JsonPath.from(page).getList("items"));
            after = JsonPath.from(page).getString("after");
        }
        return items;
    }

    private static String get(String viewer, String path) {
        return Bridge.with(viewer).get(path).asString();
    }

    /** Whatever stands between its digits, whichever script they are of, as it is or encoded for an address. */
    private static boolean holdsNumber(String text) {
        return text != null
                && Stream.of(text, decoded(text))
                        .anyMatch(plain -> digits(plain).contains(LAST_DIGITS));
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return "";
        }
    }

    private static String digits(String text) {
        return text.chars()
                .filter(Character::isDigit)
                .mapToObj(digit -> String.valueOf(Character.digit(digit, 10)))
                .collect(Collectors.joining());
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(20));
    }
}
