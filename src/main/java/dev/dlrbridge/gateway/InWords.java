package dev.dlrbridge.gateway;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;

/** Says to people at a terminal what became of a request, in the words of the samples. */
public final class InWords {
    private InWords() {}

    public static String of(Verdict verdict) {
        if (verdict instanceof Verdict.NotAuthentic refused) {
            return refused.reason().name();
        }
        return verdict instanceof Verdict.NeedsCertificate needed
                ? "not known without the certificate " + needed.address()
                : "authentic";
    }

    public static String of(Reply reply) {
        return reply.body() == null
                ? String.valueOf(reply.status())
                : reply.status() + " " + reply.contentType() + ": " + reply.body();
    }

    public static String of(Reading reading) {
        if (reading instanceof Reading.Reports reports) {
            return "reports: %d, ignored: %d, problems: %s"
                    .formatted(
                            reports.reports().size(),
                            reports.ignored(),
                            reports.problems().isEmpty() ? "none" : String.join(", ", reports.problems()));
        }
        if (reading instanceof Reading.Unreadable unreadable) {
            return "unreadable: " + unreadable.reason();
        }
        if (reading instanceof Reading.Challenge challenge) {
            return "challenge: " + of(challenge.reply());
        }
        return reading instanceof Reading.Confirmation confirmation
                ? "confirmation: " + confirmation.address()
                : "probe";
    }

    /** Each field that is there, in a line of its own. */
    public static String of(Report report) {
        StringJoiner lines = new StringJoiner("\n");
        fields(report).forEach((name, value) -> {
            if (value != null) {
                lines.add("  " + name + ": " + of(value));
            }
        });
        return lines.toString();
    }

    /** The fields by the names that samples give them. */
    static Map<String, Object> fields(Report report) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("gatewayId", report.gatewayId());
        fields.put("recipient", report.recipient());
        fields.put("signedReference", report.signedReference());
        fields.put("unsignedReference", report.unsignedReference());
        fields.put("rawStatus", report.rawStatus());
        fields.put("status", report.status());
        fields.put("errorCode", report.errorCode());
        fields.put("errorText", report.errorText());
        fields.put("eventTime", report.eventTime());
        fields.put("correlationKey", report.correlationKey());
        return fields;
    }

    /** One field's value. */
    static String of(Object value) {
        return value instanceof Status status
                ? status.name().toLowerCase(Locale.ROOT)
                : value == null ? "nothing" : value.toString();
    }
}
