package dev.dlrbridge.portalpage;

import java.util.List;
import java.util.Set;

/**
 * The gateway account of a portal, as its administrator sees it.
 *
 * @param present the gateway that is connected; null for none
 * @param own whether its account is the customer's: then he may see the address for reports
 * @param callbackUrl empty while it is not to be seen
 * @param choices the gateways that there are to choose
 * @param chosen whose fields are shown
 * @param wrong names of fields that are missing, or not as the gateway needs them
 * @param outcome {@code saved}, {@code full} or empty
 */
public record GatewayView(
        GatewayChoice present,
        boolean own,
        String callbackUrl,
        List<GatewayChoice> choices,
        GatewayChoice chosen,
        Set<String> wrong,
        String outcome) {}
