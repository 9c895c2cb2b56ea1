package dev.dlrbridge.tenant.sender;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dlrbridge.bitrix24.MethodResult;
import dev.dlrbridge.bitrix24.MethodResult.Refused;
import dev.dlrbridge.bitrix24.MethodResult.Returned;
import dev.dlrbridge.tenant.Portal;
import dev.dlrbridge.tenant.PortalCalls;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A portal's own list of senders, and changes to it; each may be repeated. Fails with {@link PortalRefusedException}.
 *
 * @see <a href="https://apidocs.bitrix24.com/api-reference/messageservice/index.html">messageservice</a>
 */
@ApplicationScoped
class SenderMethods {
    private static final String PREFIX = "messageservice.sender.";
    private static final String ALREADY = "ERROR_SENDER_ALREADY_INSTALLED";
    private static final String NOT_FOUND = "ERROR_SENDER_NOT_FOUND";
    private static final String NO_METHOD = "ERROR_METHOD_NOT_FOUND";

    private final PortalCalls portals;

    SenderMethods(PortalCalls portals) {
        this.portals = portals;
    }

    /** The application's codes. */
    Uni<Set<String>> list(Portal portal) {
        return portals.call(portal, PREFIX + "list", Map.of()).map(result -> {
            Set<String> codes = new TreeSet<>();
            require(result).forEach(code -> codes.add(code.asText()));
            return codes;
        });
    }

    Uni<Void> add(Portal portal, SenderDefinition sender) {
        return portals.call(portal, PREFIX + "add", sender.toAdd()).map(result -> requireOr(result, ALREADY));
    }

    /** Portals on the operator's premises may be too old to update: there the sender is made anew. */
    Uni<Void> update(Portal portal, SenderDefinition sender) {
        return portals.call(portal, PREFIX + "update", sender.toUpdate()).flatMap(result -> {
            if (isRefusal(result, NO_METHOD)) {
                return delete(portal, sender.code()).chain(() -> add(portal, sender));
            }
            return isRefusal(result, NOT_FOUND)
                    ? add(portal, sender)
                    : Uni.createFrom().item(requireOr(result, ALREADY));
        });
    }

    Uni<Void> delete(Portal portal, String code) {
        return portals.call(portal, PREFIX + "delete", Map.of("CODE", code))
                .map(result -> requireOr(result, NOT_FOUND));
    }

    private static Void requireOr(MethodResult result, String harmless) {
        if (!isRefusal(result, harmless)) {
            require(result);
        }
        return null;
    }

    private static JsonNode require(MethodResult result) {
        if (result instanceof Returned returned) {
            return returned.result();
        }
        throw new PortalRefusedException(
                result instanceof Refused refused
                        ? refused.error().code().replaceAll("[^A-Z0-9_]", "")
                        : ((MethodResult.Failed) result).kind().name());
    }

    private static boolean isRefusal(MethodResult result, String code) {
        return result instanceof Refused refused && refused.error().code().equals(code);
    }
}
