package dev.dlrbridge.quarantine;

/** A request in quarantine with its encrypted content, which is bound to the entry's id; not copied. */
public record SealedRequest(QuarantineEntry entry, byte[] request) {
    @Override
    public String toString() {
        return "SealedRequest[entry=" + entry + "]";
    }
}
