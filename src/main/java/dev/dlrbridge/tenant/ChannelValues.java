package dev.dlrbridge.tenant;

import java.util.List;
import java.util.Map;

/** What can be changed of a channel; never printed. */
public record ChannelValues(
        String senderCode, Map<String, List<String>> secrets, Map<String, Object> settings, String messageIdPattern) {
    @Override
    public String toString() {
        return "ChannelValues[senderCode=" + senderCode + "]";
    }
}
