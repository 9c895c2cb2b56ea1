package dev.dlrbridge.gateway.reading;

import dev.dlrbridge.gateway.Callback;
import dev.dlrbridge.gateway.FieldText;
import dev.dlrbridge.gateway.Identity;
import dev.dlrbridge.gateway.Reading;
import dev.dlrbridge.gateway.Report;
import dev.dlrbridge.gateway.Status;
import dev.dlrbridge.gateway.reading.StatusTable.Meaning;
import java.time.Instant;
import java.util.List;

/**
 * SMS.ru: each {@code data[N]} holds lines of text: kind, id, status, and mostly the time in Unix seconds, see
 * <a href="https://sms.ru/api/callback">callback</a>.
 */
final class SmsRuReader implements ReportReader {
    private static final String DELIVERY = "sms_status";
    private static final int KIND = 0;
    private static final int ID = 1;
    private static final int STATUS = 2;
    private static final int TIME = 3;
    private static final TimeFormat UNIX_SECONDS = TimeFormat.of("unix-seconds");

    private final StatusTable statuses;

    SmsRuReader(StatusTable statuses) {
        this.statuses = statuses;
    }

    @Override
    public Reading read(Callback callback) {
        if (callback.form().tooMany()) {
            return new Reading.Unreadable(Problem.TOO_MANY_PARAMETERS);
        }
        List<String> entries = SmsRuEntries.of(callback.form());
        if (entries.isEmpty()) {
            return new Reading.Probe();
        }
        ReadingBuilder reading = new ReadingBuilder();
        entries.forEach(entry -> read(entry, reading));
        return reading.build();
    }

    private void read(String entry, ReadingBuilder reading) {
        String[] lines = entry.strip().split("\n", 5);
        if (!lines[KIND].strip().equals(DELIVERY)) {
            // Other kinds are calls for authorisation; SMS.ru wants them confirmed like any other.
            reading.ignored();
            return;
        }
        String rawStatus = lines.length > STATUS ? FieldText.clean(lines[STATUS]) : null;
        String id = lines.length > STATUS ? FieldText.identifier(lines[ID]) : null;
        Meaning meaning = rawStatus == null ? null : statuses.find(rawStatus);
        if (id == null || rawStatus == null) {
            reading.problem(Problem.ENTRY_INCOMPLETE);
        } else if (meaning == null) {
            reading.unknownStatus(report(id, rawStatus, null, lines));
        } else if (meaning.ignored()) {
            reading.ignored();
        } else {
            reading.report(report(id, rawStatus, meaning.status(), lines));
        }
    }

    private static Report report(String id, String rawStatus, Status status, String[] lines) {
        Instant time = lines.length > TIME ? UNIX_SECONDS.read(lines[TIME].strip(), null) : null;
        boolean failure = status == Status.UNDELIVERED || status == Status.FAILED;
        String errorCode = failure ? rawStatus : null;
        return new Report(id, null, null, null, rawStatus, status, errorCode, null, time, Identity.ID.key(id, null));
    }
}
