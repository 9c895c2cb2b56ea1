package dev.dlrbridge.search;

import dev.dlrbridge.gateway.Status;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Which messages are wanted; null means any.
 *
 * @param applications those whose messages are wanted; empty means all
 * @param domain of the portal, or its beginning
 * @param status as the gateways reported it
 * @param state see {@link dev.dlrbridge.journal.Message#state}
 * @param channelId of the first report
 * @param error a code of the gateway or of the portal
 * @param from the earliest first report that is wanted
 * @param to the first that is too late
 * @param author Bitrix24's id of who wrote it, as far as the bridge was told
 * @param recipient a telephone number in any spelling
 */
public record MessageFilter(
        Set<String> applications,
        String memberId,
        String domain,
        Status status,
        String state,
        String gateway,
        UUID channelId,
        String error,
        Instant from,
        Instant to,
        Long author,
        String recipient) {

    /** A recipient's messages, of the applications that may be seen. */
    public static MessageFilter ofRecipient(Set<String> applications, String number) {
        return new MessageFilter(applications, null, null, null, null, null, null, null, null, null, null, number);
    }

    /**
     * Messages of one portal.
     *
     * @param status as the gateways reported it; null means any
     * @param author see there; null means any
     */
    public static MessageFilter ofPortal(String clientId, String memberId, Status status, Long author) {
        return new MessageFilter(
                Set.of(clientId), memberId, null, status, null, null, null, null, null, null, author, null);
    }

    /** Whether every message of the wanted portals passes it that was first reported in its time. */
    boolean isPlain() {
        return Stream.of(status, state, gateway, channelId, error, author, recipient)
                .allMatch(Objects::isNull);
    }

    boolean namesPortals() {
        return !applications.isEmpty() || memberId != null || domain != null;
    }

    @Override
    public String toString() {
        return "MessageFilter[memberId=" + memberId + ", domain=" + domain + ", state=" + state + "]";
    }
}
