package dev.dlrbridge.gateway.reading;

import dev.dlrbridge.gateway.FieldText;
import dev.dlrbridge.gateway.Identity;
import dev.dlrbridge.gateway.Status;
import dev.dlrbridge.gateway.reading.StatusTable.Meaning;

/**
 * Reads an entry whose status is a word of the profile's table.
 *
 * <p>The raw status is the gateway's first word, even if only a later one is known; a joined one counts if it is known.
 */
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
    public void read(Entry entry, ReadingBuilder reading) {
        String rawStatus = null;
        boolean found = false;
        for (Source source : layout.status()) {
            String word = FieldText.clean(source.field(entry));
            if (word == null) {
                continue;
            }
            Meaning meaning = statuses.find(word);
            boolean joined = source instanceof Source.Joined;
            if (joined ? meaning != null : rawStatus == null) {
                rawStatus = word;
            }
            if (meaning != null) {
                add(entry, rawStatus, meaning, reading);
                return;
            }
            found = true;
        }
        if (rawStatus == null) {
            reading.problem(found ? Problem.STATUS_UNKNOWN : Problem.STATUS_MISSING);
        } else {
            EntryFields fields = EntryFields.of(layout, entry);
            reading.unknownStatus(fields.report(identity, rawStatus, null, fields.errorCode(), fields.errorText()));
        }
    }

    private void add(Entry entry, String rawStatus, Meaning meaning, ReadingBuilder reading) {
        if (meaning.ignored()) {
            reading.ignored();
            return;
        }
        EntryFields fields = EntryFields.of(layout, entry);
        String code = fields.errorCode();
        boolean noError = meaning.status() == Status.DELIVERED
                || code != null && layout.noErrorCodes().contains(code);
        reading.report(fields.report(
                identity, rawStatus, meaning.status(), noError ? null : code, noError ? null : fields.errorText()));
    }
}
