package dev.dlrbridge.gateway.signature;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.regex.Pattern;

/** The addresses of Amazon SNS itself: the only ones that a message can make the bridge call. */
public final class AwsSnsAddress {
    private static final String CONFIRMATION = "Action=ConfirmSubscription";
    private static final int LONGEST = 2048;

    /** Strict, since others may put files on a host of Amazon's. */
    private static final Pattern CERTIFICATE = Pattern.compile("/SimpleNotificationService-[0-9a-f]{1,64}\\.pem");

    private AwsSnsAddress() {}

    /** The address if it is that of a certificate on this host, and no more than that. */
    static Optional<URI> certificate(String text, String host) {
        String start = "https://" + host;
        boolean proper = text.startsWith(start)
                && CERTIFICATE.matcher(text.substring(start.length())).matches();
        return proper ? Optional.of(URI.create(text)) : Optional.empty();
    }

    /**
     * The address if it confirms a subscription where the topic is: {@code https://sns.REGION.amazonaws.com[.cn]/…}, on
     * the usual port, without a user.
     *
     * @param topic its ARN
     */
    public static Optional<URI> confirmation(String text, String topic) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            URI address = new URI(text);
            boolean proper = "https".equals(address.getScheme())
                    && AwsSnsTopic.of(topic).host().equals(address.getHost())
                    && address.getPort() == -1
                    && address.getRawUserInfo() == null
                    && String.valueOf(address.getRawQuery()).contains(CONFIRMATION);
            return proper ? Optional.of(address) : Optional.empty();
        } catch (URISyntaxException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
