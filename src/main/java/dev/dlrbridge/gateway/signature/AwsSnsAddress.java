package dev.dlrbridge.gateway.signature;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.regex.Pattern;

/** The addresses of Amazon SNS itself: the only ones that a message can make the bridge call. */
public final class AwsSnsAddress {
    private static final String SERVICE = "sns.";
    private static final String DOMAIN = ".amazonaws.com";
    private static final String CHINESE_DOMAIN = ".amazonaws.com.cn";
    private static final int LONGEST = 2048;

    /** Strict, since other services have names like {@code BUCKET.s3-eu-west-1.amazonaws.com}, free for all to take. */
    private static final Pattern REGION = Pattern.compile("[a-z]{2}(-[a-z]{1,12}){1,3}-[0-9]{1,2}");

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
                && REGION.matcher(host.substring(SERVICE.length(), end)).matches();
    }
}
