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

    @Override
    public boolean statesNothing() {
        return false;
    }

    /** By the type in the body, which is signed, unlike the one in the header. */
    @Override
    public Reading read(Callback callback) {
        JsonNode message = callback.json();
        boolean isRaw = callback.header("x-amz-sns-rawdelivery") != null; // not hidden only where such are accepted
        String type = message == null || isRaw ? "" : message.path("Type").asText();
        return switch (type) {
            case "SubscriptionConfirmation" -> visit(message);
            case "UnsubscribeConfirmation" -> new Reading.Probe();
            default -> null;
        };
    }

    private static Reading visit(JsonNode message) {
        Optional<URI> address = AwsSnsAddress.confirmation(
                message.path("SubscribeURL").asText(), message.path("TopicArn").asText());
        return address.isPresent()
                ? new Reading.Confirmation(address.get())
                : new Reading.Unreadable("address of the subscription is not Amazon's");
    }
}
