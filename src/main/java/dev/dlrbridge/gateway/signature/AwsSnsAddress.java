package dev.dlrbridge.gateway.signature;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/** The addresses of Amazon SNS itself: the only ones that a message can make the bridge call. */
public final class AwsSnsAddress {
    private static final String SERVICE = "sns.";
    private static final String DOMAIN = ".amazonaws.com";
    private static final String CHINESE_DOMAIN = ".amazonaws.com.cn";
    private static final int LONGEST = 2048;

    private AwsSnsAddress() {}

    /** The address if it is {@code https://sns.REGION.amazonaws.com[.cn]/…}, on the usual port, without a user. */
    public static Optional<URI> parse(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            URI address = new URI(text);
            boolean proper = "https".equals(address.getScheme())
                    && isOfService(address.getHost())
                    && address.getPort() == -1
                    && address.getRawUserInfo() == null;
            return proper ? Optional.of(address) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static boolean isOfService(String host) {
        if (host == null || !host.startsWith(SERVICE)) {
            return false;
        }
        String domain = host.endsWith(CHINESE_DOMAIN) ? CHINESE_DOMAIN : DOMAIN;
        int end = host.length() - domain.length();
        return host.endsWith(domain)
                && end > SERVICE.length()
                && host.substring(SERVICE.length(), end).chars().allMatch(AwsSnsAddress::isOfRegion);
    }

    private static boolean isOfRegion(int character) {
        return character >= 'a' && character <= 'z' || character >= '0' && character <= '9' || character == '-';
    }
}
