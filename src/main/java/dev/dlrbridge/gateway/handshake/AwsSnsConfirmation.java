package dev.dlrbridge.gateway.handshake;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dlrbridge.gateway.Callback;
import dev.dlrbridge.gateway.Reading;
import dev.dlrbridge.gateway.signature.AwsSnsAddress;
import java.net.URI;
import java.util.Optional;

/**
 * Amazon SNS wants the address it sends visited before it delivers; the end of a subscription needs nothing, see
 * <a href="https://docs.aws.amazon.com/sns/latest/dg/SendMessageToHttp.prepare.html">subscribing an endpoint</a>.
 */
final class AwsSnsConfirmation implements Handshake {
    private static final String ACTION = "Action=ConfirmSubscription";
    private static final String TYPE = "x-amz-sns-message-type";

    @Override
    public boolean statesNothing() {
        return false;
    }

    @Override
    public Reading read(Callback callback) {
        String type = callback.header(TYPE);
        if (type == null || type.equals("Notification")) {
            return null;
        }
        JsonNode message = callback.json();
        // The header is not signed, the type in the body is.
        String signedType = message == null ? "" : message.path("Type").asText();
        return switch (signedType) {
            case "SubscriptionConfirmation" -> visit(message);
            case "UnsubscribeConfirmation" -> new Reading.Probe();
            default -> null;
        };
    }

    private static Reading visit(JsonNode message) {
        Optional<URI> address = AwsSnsAddress.parse(message.path("SubscribeURL").asText())
                .filter(url -> String.valueOf(url.getRawQuery()).contains(ACTION));
        return address.isPresent()
                ? new Reading.Confirmation(address.get())
                : new Reading.Unreadable("address of the subscription is not Amazon's");
    }
}
