package dev.dlrbridge.gateway.reading;

import java.util.Map;

/** Reads one entry of a request: a report, something to ignore, or a problem. */
interface EntryReader {
    void read(Entry entry, Map<String, String> settings, ReadingBuilder reading);
}
