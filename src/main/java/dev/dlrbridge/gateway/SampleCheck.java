package dev.dlrbridge.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** Compares what a gateway makes of a sample with what the sample expects. */
public final class SampleCheck {
    private static final Set<String> CONDITIONS =
            Set.of("publicUrl", "secrets", "settings", "clock", "certificates", "expect");
    private static final Set<String> EXPECTED = Set.of(
            "verdict", "reply", "reports", "ignored", "problems", "unreadable", "probe", "challenge", "confirmation");
    private static final Set<String> REPLY = Set.of("status", "contentType", "body");

    private static final Report EMPTY = new Report(null, null, null, null, null, null, null, null, null, null);

    private final List<String> differences = new ArrayList<>();

    private SampleCheck() {}

    /** One text for each difference; none if all is as expected. */
    public static List<String> differences(Gateway gateway, Sample sample) {
        SampleCheck check = new SampleCheck();
        check.checkWords(sample.conditions());
        if (check.differences.isEmpty()) {
            try {
                check.check(gateway, sample);
            } catch (RuntimeException e) {
                // What is expected is written by hand: a wrong certificate or address is the reader's to mend.
                check.differences.add("cannot be compared: a certificate or an address in it is none");
            }
        }
        return check.differences;
    }

    /** What is expected is written by hand: what nobody would look at, or understand, is told. */
    private void checkWords(JsonNode conditions) {
        JsonNode expected = conditions.path("expect");
        checkKeys("", conditions, CONDITIONS);
        checkKeys("expect.", expected, EXPECTED);
        checkKeys("expect.reply.", expected.path("reply"), REPLY);
        checkKeys("expect.challenge.", expected.path("challenge"), REPLY);
        if (verdict(expected) == null) {
            differences.add("expect.verdict: must be authentic or " + String.join(", ", reasons()));
        }
        checkTime("clock", conditions.path("clock"));
        Set<String> fields = InWords.fields(EMPTY).keySet();
        for (int index = 0; index < expected.path("reports").size(); index++) {
            JsonNode report = expected.path("reports").path(index);
            String place = "expect.reports[" + index + "].";
            checkKeys(place, report, fields);
            checkTime(place + "eventTime", report.path("eventTime"));
            if (Status.ofWord(report.path("status").asText()).isEmpty()) {
                differences.add(place + "status: must be queued, sent, undelivered, failed or delivered");
            }
        }
    }

    private void checkKeys(String place, JsonNode node, Set<String> known) {
        node.fieldNames().forEachRemaining(key -> {
            if (!known.contains(key)) {
                differences.add(place + key + ": is unknown; known are " + String.join(", ", new TreeSet<>(known)));
            }
        });
    }

    private void checkTime(String place, JsonNode time) {
        try {
            if (!time.isMissingNode()) {
                Instant.parse(time.asText());
            }
        } catch (DateTimeException e) {
            differences.add(place + ": must be a time like 2026-11-23T14:05:00Z");
        }
    }

    private void check(Gateway gateway, Sample sample) {
        JsonNode expected = sample.expected();
        Callback callback = sample.callback();
        Verdict verdict = gateway.verify(callback, sample.trust());
        compare("verdict", InWords.of(verdict(expected)), InWords.of(verdict));
        compare("reply", InWords.of(reply(expected.path("reply"))), InWords.of(gateway.reply(sample.settings())));
        if (!gateway.methods().contains(callback.method())) {
            differences.add("the profile does not have the method " + callback.method());
        }
        if (!gateway.acceptsMediaType(callback.header("Content-Type"))) {
            differences.add("the profile does not have the media type " + callback.mediaType());
        }
        if (verdict instanceof Verdict.Authentic) {
            compareReadings(reading(expected), gateway.read(callback, sample.secrets(), sample.settings()));
        }
    }

    /** Reports one by one, since together they are a long text. */
    private void compareReadings(Reading expected, Reading read) {
        compare("reading", InWords.of(expected), InWords.of(read));
        if (expected instanceof Reading.Reports right && read instanceof Reading.Reports got) {
            int both = Math.min(right.reports().size(), got.reports().size());
            for (int index = 0; index < both; index++) {
                Map<String, Object> found = InWords.fields(got.reports().get(index));
                String place = "reports[" + index + "].";
                InWords.fields(right.reports().get(index))
                        .forEach((name, value) -> compare(place + name, value, found.get(name)));
            }
        }
    }

    private void compare(String what, Object expected, Object found) {
        if (!Objects.equals(expected, found)) {
            differences.add(what + ": expected " + InWords.of(expected) + ", found " + InWords.of(found));
        }
    }

    /** Null if it is none. */
    private static Verdict verdict(JsonNode expected) {
        String word = expected.path("verdict").asText();
        if (word.equals("authentic")) {
            return Verdict.AUTHENTIC;
        }
        return reasons().contains(word) ? Verdict.refused(Verdict.Reason.valueOf(word)) : null;
    }

    private static List<String> reasons() {
        return List.of(Verdict.Reason.values()).stream().map(Enum::name).toList();
    }

    private static Reply reply(JsonNode reply) {
        return new Reply(reply.path("status").asInt(), text(reply, "contentType"), text(reply, "body"));
    }

    private static Reading reading(JsonNode expected) {
        if (expected.has("probe")) {
            return new Reading.Probe();
        }
        if (expected.has("challenge")) {
            return new Reading.Challenge(reply(expected.path("challenge")));
        }
        if (expected.has("confirmation")) {
            return new Reading.Confirmation(
                    URI.create(expected.path("confirmation").asText()));
        }
        if (expected.has("unreadable")) {
            return new Reading.Unreadable(expected.path("unreadable").asText());
        }
        List<Report> reports = new ArrayList<>();
        expected.path("reports").forEach(report -> reports.add(report(report)));
        List<String> problems = new ArrayList<>();
        expected.path("problems").forEach(problem -> problems.add(problem.asText()));
        return new Reading.Reports(reports, expected.path("ignored").asInt(), problems);
    }

    private static Report report(JsonNode report) {
        String time = text(report, "eventTime");
        return new Report(
                text(report, "gatewayId"),
                text(report, "recipient"),
                text(report, "signedReference"),
                text(report, "unsignedReference"),
                text(report, "rawStatus"),
                Status.ofWord(report.path("status").asText()).orElseThrow(),
                text(report, "errorCode"),
                text(report, "errorText"),
                time == null ? null : Instant.parse(time),
                text(report, "correlationKey"));
    }

    private static String text(JsonNode node, String field) {
        return node.hasNonNull(field) ? node.get(field).asText() : null;
    }
}
