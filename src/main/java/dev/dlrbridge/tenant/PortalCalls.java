package dev.dlrbridge.tenant;

import dev.dlrbridge.bitrix24.FailureKind;
import dev.dlrbridge.bitrix24.MethodResult;
import dev.dlrbridge.bitrix24.PortalAccess;
import dev.dlrbridge.bitrix24.PortalMethods;
import dev.dlrbridge.tenant.RefreshOutcome.Current;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Set;

/** Calls a portal's methods with the tokens it has, and once more with renewed ones when those are too old. */
@ApplicationScoped
public class PortalCalls {
    private static final Set<String> TOO_OLD = Set.of("EXPIRED_TOKEN", "INVALID_TOKEN");

    private final Tokens tokens;
    private final PortalMethods methods;
    private final AdministrativeCalls turns;

    PortalCalls(Tokens tokens, PortalMethods methods, AdministrativeCalls turns) {
        this.tokens = tokens;
        this.methods = methods;
        this.turns = turns;
    }

    /**
     * Calls when it is the account's turn. Fails with {@link UnknownPortalException}; every fault of portal and network,
     * and a turn that does not come, is a {@link MethodResult}.
     */
    public Uni<MethodResult> call(Portal portal, String method, Map<String, ?> parameters) {
        return tokens.access(portal.id())
                .flatMap(access -> inTurn(portal, access, method, parameters)
                        .flatMap(result -> isTooOld(result)
                                ? again(portal, access, method, parameters, result)
                                : Uni.createFrom().item(result)));
    }

    private Uni<MethodResult> again(
            Portal portal, PortalAccess stale, String method, Map<String, ?> parameters, MethodResult refusal) {
        return tokens.refresh(portal.id(), stale.accessToken())
                .flatMap(outcome -> outcome instanceof Current current
                        ? inTurn(portal, current.access(), method, parameters)
                        : Uni.createFrom().item(refusal));
    }

    private Uni<MethodResult> inTurn(Portal portal, PortalAccess access, String method, Map<String, ?> parameters) {
        return turns.inTurn(portal.account(), () -> methods.call(access, method, parameters))
                .onFailure(AdministrativeCalls.BusyException.class)
                .recoverWithItem(new MethodResult.Failed(FailureKind.TIMEOUT));
    }

    private static boolean isTooOld(MethodResult result) {
        return result instanceof MethodResult.Refused refused
                && TOO_OLD.contains(refused.error().code());
    }
}
