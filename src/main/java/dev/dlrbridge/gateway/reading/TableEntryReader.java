package dev.dlrbridge.gateway.reading;

import dev.dlrbridge.gateway.FieldText;
import dev.dlrbridge.gateway.Identity;
import dev.dlrbridge.gateway.Status;
import dev.dlrbridge.gateway.reading.StatusTable.Meaning;
import java.util.Map;

/** Reads an entry whose status is a word of the profile's table. */
final class TableEntryReader implements EntryReader {
    private final ReportLayout layout;
    private final StatusTable statuses;
    private final Identity identity;

    TableEntryReader(ReportLayout layout, StatusTable statuses, Identity identity) {
        this.layout = layout;
        this.statuses = statuses;
        this.identity = identity;
    }

    @Override
    public void read(Entry entry, Map<String, String> settings, ReadingBuilder reading) {
        String rawStatus = null;
        for (Source source : layout.status()) {
            String word = FieldText.clean(source.in(entry));
            if (word == null) {
                continue;
            }
            rawStatus = rawStatus == null ? word : rawStatus;
            Meaning meaning = statuses.find(word);
            if (meaning != null) {
                add(entry, settings, rawStatus, meaning, reading);
                return;
            }
        }
        reading.problem(rawStatus == null ? Problem.STATUS_MISSING : Problem.STATUS_UNKNOWN);
    }

    private void add(
            Entry entry, Map<String, String> settings, String rawStatus, Meaning meaning, ReadingBuilder reading) {
        if (meaning.ignored()) {
            reading.ignored();
            return;
        }
        EntryFields fields = EntryFields.of(layout, entry, settings);
        String code = fields.errorCode();
        boolean noError = meaning.status() == Status.DELIVERED
                || code != null && layout.noErrorCodes().contains(code);
        reading.report(fields.report(
                identity, rawStatus, meaning.status(), noError ? null : code, noError ? null : fields.errorText()));
    }
}
