package dev.dlrbridge.tenant;

/** A new channel and its callback key, which is shown now and at an operator's demand only; never printed. */
public record CreatedChannel(StoredChannel stored, String key) {
    /** The channel itself. */
    public Channel channel() {
        return stored.channel();
    }

    @Override
    public String toString() {
        return "CreatedChannel[channel=" + stored.channel() + "]";
    }
}
