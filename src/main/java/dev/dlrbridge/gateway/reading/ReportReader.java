package dev.dlrbridge.gateway.reading;

import dev.dlrbridge.gateway.Callback;
import dev.dlrbridge.gateway.Reading;
import java.util.Map;

/** Finds the reports in a request; never throws on any request. */
public interface ReportReader {

    /**
     * @param settings the channel's, by name, defaults filled in
     */
    Reading read(Callback callback, Map<String, String> settings);
}
