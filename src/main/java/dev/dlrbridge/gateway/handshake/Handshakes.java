package dev.dlrbridge.gateway.handshake;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The handshakes a profile can name; HEAD is answered for every gateway. */
public final class Handshakes {
    private static final Map<String, Handshake> BY_NAME = Map.of(
            "empty-body",
            EmptyRequest.BODY,
            "empty-array",
            EmptyRequest.ARRAY,
            "plain-get",
            EmptyRequest.GET,
            "aws-sns",
            new AwsSnsConfirmation(),
            "cloud-events",
            new CloudEventsPermission(),
            "event-grid",
            new EventGridValidation());

    private Handshakes() {}

    public static Optional<Handshake> find(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    public static Set<String> names() {
        return BY_NAME.keySet();
    }
}
