package dev.dlrbridge.gateway.reading;

/** Reads one entry of a request: a report, something to ignore, or a problem. */
interface EntryReader {
    void read(Entry entry, ReadingBuilder reading);
}
