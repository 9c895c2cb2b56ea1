package dev.dlrbridge.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Compares what a gateway makes of a sample with what the sample expects. */
public final class SampleCheck {
    private static final Set<String> KEYS = Set.of(
            "verdict", "reply", "reports", "ignored", "problems", "unreadable", "probe", "challenge", "confirmation");

    private final List<String> differences = new ArrayList<>();

    private SampleCheck() {}

    /** One text for each difference; none if all is as expected. */
    public static List<String> differences(Gateway gateway, Sample sample) {
        SampleCheck check = new SampleCheck();
        try {
            check.check(gateway, sample);
        } catch (RuntimeException e) {
            // What is expected is written by hand: a wrong time or word is the reader's to mend.
            check.differences.add("cannot be compared: " + e.getMessage());
        }
        return check.differences;
    }

    private void check(Gateway gateway, Sample sample) {
        JsonNode expected = sample.expected();
        expected.fieldNames().forEachRemaining(key -> compare("expect." + key + " is known", true, KEYS.contains(key)));
        Verdict verdict = gateway.verify(sample.callback(), sample.trust());
        compare("verdict", verdict(expected.path("verdict").asText()), verdict);
        compare("reply", reply(expected.path("reply")), gateway.reply(sample.settings()));
        compare(
                "method is the profile's",
                true,
                gateway.methods().contains(sample.callback().method()));
        compare(
                "media type is the profile's",
                true,
                gateway.acceptsMediaType(sample.callback().header("Content-Type")));
        if (verdict instanceof Verdict.Authentic) {
            compareReadings(reading(expected), gateway.read(sample.callback(), sample.secrets(), sample.settings()));
        }
    }

    /** Reports one by one, since together they are a long text. */
    private void compareReadings(Reading expected, Reading read) {
        if (!(expected instanceof Reading.Reports right && read instanceof Reading.Reports got)) {
            compare("reading", comparable(expected), comparable(read));
            return;
        }
        compare("number of reports", right.reports().size(), got.reports().size());
        compare("ignored", right.ignored(), got.ignored());
        compare("problems", right.problems(), got.problems());
        for (int index = 0;
                index < Math.min(right.reports().size(), got.reports().size());
                index++) {
            compareReports(
                    "reports[" + index + "].",
                    right.reports().get(index),
                    got.reports().get(index));
        }
    }

    private void compareReports(String place, Report expected, Report read) {
        compare(place + "gatewayId", expected.gatewayId(), read.gatewayId());
        compare(place + "recipient", expected.recipient(), read.recipient());
        compare(place + "signedReference", expected.signedReference(), read.signedReference());
        compare(place + "unsignedReference", expected.unsignedReference(), read.unsignedReference());
        compare(place + "rawStatus", expected.rawStatus(), read.rawStatus());
        compare(place + "status", expected.status(), read.status());
        compare(place + "errorCode", expected.errorCode(), read.errorCode());
        compare(place + "errorText", expected.errorText(), read.errorText());
        compare(place + "eventTime", expected.eventTime(), read.eventTime());
        compare(place + "correlationKey", expected.correlationKey(), read.correlationKey());
    }

    private void compare(String what, Object expected, Object found) {
        if (!Objects.equals(expected, found)) {
            differences.add(what + ": expected " + expected + ", found " + found);
        }
    }

    /** Without reports of unknown status, which samples do not describe. */
    private static Object comparable(Reading reading) {
        return reading instanceof Reading.Unreadable unreadable ? "unreadable: " + unreadable.reason() : reading;
    }

    private static Verdict verdict(String word) {
        return word.equals("authentic") ? Verdict.AUTHENTIC : Verdict.refused(Verdict.Reason.valueOf(word));
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
                Status.ofWord(text(report, "status")).orElseThrow(),
                text(report, "errorCode"),
                text(report, "errorText"),
                time == null ? null : Instant.parse(time),
                text(report, "correlationKey"));
    }

    private static String text(JsonNode node, String field) {
        return node.hasNonNull(field) ? node.get(field).asText() : null;
    }
}
