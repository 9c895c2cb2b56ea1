package dev.dlrbridge.admin;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;

/** Tells a portal's REST address from what integrators have at hand: its domain, or a webhook's address. */
final class PortalAddress {
    private static final String END = "/rest/";
    private static final Pattern WEBHOOK = Pattern.compile("[0-9]+/.*");

    private PortalAddress() {}

    /** What is wrong with an address, if its form shows it; whether it may be called is another matter. */
    static Optional<String> problem(URI address) {
        if (address.getScheme() == null || address.getRawPath() == null) {
            return Optional.of("is not a whole address, such as https://acme.bitrix24.de/rest/");
        }
        String path = address.getRawPath();
        int rest = path.indexOf(END);
        if (rest >= 0 && WEBHOOK.matcher(path.substring(rest + END.length())).matches()) {
            return Optional.of("is a webhook's address; an application calls the one that ends in /rest/");
        }
        return path.endsWith(END)
                ? Optional.empty()
                : Optional.of("does not end in /rest/, such as https://acme.bitrix24.de/rest/");
    }
}
