package dev.dlrbridge.portalpage;

import dev.dlrbridge.search.Arrivals.Arrival;
import io.quarkus.qute.TemplateExtension;
import java.util.Objects;

/** What the page asks of what has arrived. */
@TemplateExtension
final class Arrived {
    private Arrived() {}

    /** By which the page knows what it shows already. */
    static String key(Arrival arrival) {
        return "a"
                + Integer.toHexString(
                        Objects.hash(arrival.at(), arrival.outcome().word(), arrival.messageId(), arrival.gatewayId()));
    }

    /** Whether it was refused since it is not signed with the key that was entered. */
    static boolean wronglySigned(Arrival arrival) {
        return arrival.said().startsWith("signature");
    }
}
