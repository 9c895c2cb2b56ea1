package dev.dlrbridge.tenant;

/** A channel and its new callback key; never printed. */
public record RotatedKey(StoredChannel stored, String key) {
    @Override
    public String toString() {
        return "RotatedKey[channel=" + stored.channel() + "]";
    }
}
