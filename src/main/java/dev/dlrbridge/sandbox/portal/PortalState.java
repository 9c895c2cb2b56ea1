package dev.dlrbridge.sandbox.portal;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is kept of a portal while the sandbox does not run: not its faults, counters and limits, nor messages' histories. */
public record PortalState(
        PortalSettings settings,
        boolean installed,
        boolean paid,
        int version,
        String webhookCode,
        Map<String, String> applicationTokens,
        Map<String, String> senders,
        Set<String> eventHandlers,
        Set<String> finished,
        List<MessageSettings> messages) {}
