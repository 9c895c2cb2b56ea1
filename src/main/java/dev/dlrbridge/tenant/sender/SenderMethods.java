package dev.dlrbridge.tenant.sender;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dlrbridge.bitrix24.Answer;
import dev.dlrbridge.bitrix24.ApiCode;
import dev.dlrbridge.tenant.Portal;
import dev.dlrbridge.tenant.call.PortalCalls;
import dev.dlrbridge.tenant.callback.HandlerKeys;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
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

    private final PortalCalls portals;
    private final HandlerKeys handlers;

    SenderMethods(PortalCalls portals, HandlerKeys handlers) {
        this.portals = portals;
        this.handlers = handlers;
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
        return handlerHere(portal, sender)
                .flatMap(handler -> portals.call(portal, PREFIX + "add", sender.toAdd(handler)))
                .map(result -> requireOr(result, ApiCode.ERROR_SENDER_ALREADY_INSTALLED));
    }

    /** Portals on the operator's premises may be too old to update: there the sender is made anew. */
    Uni<Void> update(Portal portal, SenderDefinition sender) {
        return handlerHere(portal, sender)
                .flatMap(handler -> portals.call(portal, PREFIX + "update", sender.toUpdate(handler)))
                .flatMap(result -> {
                    if (result.isRefused(ApiCode.ERROR_METHOD_NOT_FOUND)) {
                        return delete(portal, sender.code()).chain(() -> add(portal, sender));
                    }
                    return result.isRefused(ApiCode.ERROR_SENDER_NOT_FOUND)
                            ? add(portal, sender)
                            : Uni.createFrom().item(requireOr(result, ApiCode.ERROR_SENDER_ALREADY_INSTALLED));
                });
    }

    Uni<Void> delete(Portal portal, String code) {
        return portals.call(portal, PREFIX + "delete", Map.of("CODE", code))
                .map(result -> requireOr(result, ApiCode.ERROR_SENDER_NOT_FOUND));
    }

    /** Empty where the integrator has an address of his own. */
    private Uni<String> handlerHere(Portal portal, SenderDefinition sender) {
        return sender.isHandledHere()
                ? handlers.addressOf(portal.id()).map(URI::toString)
                : Uni.createFrom().item("");
    }

    private static Void requireOr(Answer<JsonNode> answer, ApiCode harmless) {
        if (!answer.isRefused(harmless)) {
            require(answer);
        }
        return null;
    }

    private static JsonNode require(Answer<JsonNode> answer) {
        return answer.good()
                .orElseThrow(() -> new PortalRefusedException(
                        answer instanceof Answer.Refused<JsonNode> refused
                                ? refused.error().code().replaceAll("[^A-Z0-9_]", "")
                                : ((Answer.Failed<JsonNode>) answer).kind().name()));
    }
}
