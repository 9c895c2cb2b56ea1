package dev.dlrbridge.tenant.call;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dlrbridge.bitrix24.Answer;
import dev.dlrbridge.bitrix24.FailureKind;
import dev.dlrbridge.bitrix24.PortalAccess;
import dev.dlrbridge.bitrix24.PortalClient;
import dev.dlrbridge.tenant.Portal;
import dev.dlrbridge.tenant.RefreshOutcome.Current;
import dev.dlrbridge.tenant.Tokens;
import dev.dlrbridge.tenant.UnknownPortalException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;

/** Calls a portal's methods with the tokens it has, and once more with renewed ones when those are dead. */
@ApplicationScoped
public class PortalCalls {
    private final Tokens tokens;
    private final PortalClient portals;
    private final AdministrativeCalls turns;

    PortalCalls(Tokens tokens, PortalClient portals, AdministrativeCalls turns) {
        this.tokens = tokens;
        this.portals = portals;
        this.turns = turns;
    }

    /**
     * Calls when it is the account's turn. Fails with {@link UnknownPortalException}; every fault of portal and network,
     * and a turn that does not come, is a {@link Answer}.
     */
    public Uni<Answer<JsonNode>> call(Portal portal, String method, Map<String, ?> parameters) {
        return tokens.access(portal.id())
                .flatMap(access -> inTurn(portal, access, method, parameters)
                        .flatMap(result -> isDeadToken(result)
                                ? again(portal, access, method, parameters, result)
                                : Uni.createFrom().item(result)));
    }

    /** The same with the tokens that there are, be they dead. */
    public Uni<Answer<JsonNode>> callOnce(Portal portal, String method, Map<String, ?> parameters) {
        return tokens.access(portal.id()).flatMap(access -> inTurn(portal, access, method, parameters));
    }

    private Uni<Answer<JsonNode>> again(
            Portal portal, PortalAccess stale, String method, Map<String, ?> parameters, Answer<JsonNode> refusal) {
        return tokens.refresh(portal.id(), stale.accessToken())
                .flatMap(outcome -> outcome instanceof Current current
                        ? inTurn(portal, current.access(), method, parameters)
                        : Uni.createFrom().item(refusal));
    }

    private Uni<Answer<JsonNode>> inTurn(Portal portal, PortalAccess access, String method, Map<String, ?> parameters) {
        return turns.inTurn(portal.account(), () -> portals.call(access, method, parameters))
                .onFailure(AdministrativeCalls.BusyException.class)
                .recoverWithItem(new Answer.Failed<>(FailureKind.TIMEOUT));
    }

    private static boolean isDeadToken(Answer<JsonNode> answer) {
        return answer instanceof Answer.Refused<JsonNode> refused
                && refused.error().isDeadToken();
    }
}
