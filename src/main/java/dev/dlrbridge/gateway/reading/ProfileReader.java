package dev.dlrbridge.gateway.reading;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dlrbridge.gateway.Callback;
import dev.dlrbridge.gateway.Reading;
import java.util.Map;

/** Finds the entries of a request as the profile's layout says. */
final class ProfileReader implements ReportReader {
    private final ReportLayout layout;
    private final EntryReader entries;
    private final boolean usesJson;
    private final boolean usesParameters;

    ProfileReader(ReportLayout layout, EntryReader entries) {
        this.layout = layout;
        this.entries = entries;
        this.usesJson = layout.usesJson();
        this.usesParameters = layout.usesParameters();
    }

    @Override
    public Reading read(Callback callback, Map<String, String> settings) {
        if (callback.query().tooMany() || callback.form().tooMany()) {
            return new Reading.Unreadable(Problem.TOO_MANY_PARAMETERS);
        }
        if (!usesJson || usesParameters && (callback.isForm() || callback.body().length == 0)) {
            ReadingBuilder reading = new ReadingBuilder();
            entries.read(new Entry(callback, null), settings, reading);
            return reading.build();
        }
        return readJson(callback, settings);
    }

    private Reading readJson(Callback callback, Map<String, String> settings) {
        if (callback.body().length == 0) {
            return new Reading.Unreadable(Problem.BODY_EMPTY);
        }
        JsonNode root = JsonBody.parse(callback.body());
        if (root == null) {
            return new Reading.Unreadable(Problem.BODY_NOT_JSON);
        }
        if (!root.isObject()) {
            return new Reading.Unreadable(Problem.BODY_NOT_OBJECT);
        }
        ReadingBuilder reading = new ReadingBuilder();
        if (layout.list() == null) {
            entries.read(new Entry(callback, root), settings, reading);
            return reading.build();
        }
        JsonNode list = root.at(layout.list());
        return list.isArray()
                ? readList(callback, list, settings, reading)
                : new Reading.Unreadable(Problem.LIST_MISSING);
    }

    private Reading readList(Callback callback, JsonNode list, Map<String, String> settings, ReadingBuilder reading) {
        for (JsonNode entry : list) {
            if (entry.isObject()) {
                entries.read(new Entry(callback, entry), settings, reading);
            } else {
                reading.problem(Problem.ENTRY_NOT_OBJECT);
            }
        }
        return reading.build();
    }
}
