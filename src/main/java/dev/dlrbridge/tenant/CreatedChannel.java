package dev.dlrbridge.tenant;

/** A new channel and its callback key, which is shown now and at an operator's demand only; never printed. */
public record CreatedChannel(Channel channel, String key) {
    @Override
    public String toString() {
        return "CreatedChannel[channel=" + channel + "]";
    }
}
