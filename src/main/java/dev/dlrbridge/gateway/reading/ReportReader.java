package dev.dlrbridge.gateway.reading;

import dev.dlrbridge.gateway.Callback;
import dev.dlrbridge.gateway.Reading;

/** Finds the reports in a request; never throws on any request. */
public interface ReportReader {
    Reading read(Callback callback);
}
