package dev.dlrbridge.tenant.sender;

import dev.dlrbridge.sql.Statements;
import dev.dlrbridge.tenant.Portal;
import dev.dlrbridge.tenant.event.EventKind;
import dev.dlrbridge.tenant.event.Outbox;
import dev.dlrbridge.tenant.event.PortalEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Has the integrator told of each sender that a portal has got, once. Of which he was told is kept with the portal: whoever
 * registers a sender may die before telling, and what is left untold is found when the portal is compared next.
 */
@ApplicationScoped
class RegisteredSenders {
    private static final String LACKS = """
            UPDATE portal
               SET senders_told = ARRAY (SELECT unnest(senders_told) EXCEPT SELECT unnest($2::text[]))
             WHERE id = $1 AND senders_told && $2::text[]
            """;

    private static final String HAS = """
            UPDATE portal p
               SET senders_told = $2::text[]
              FROM (SELECT senders_told FROM portal WHERE id = $1 FOR UPDATE) before
             WHERE p.id = $1 AND NOT before.senders_told @> $2::text[]
            RETURNING ARRAY (SELECT unnest($2::text[]) EXCEPT SELECT unnest(before.senders_told))
            """;

    private final Outbox outbox;
    private final Statements statements;

    RegisteredSenders(Outbox outbox, Statements statements) {
        this.outbox = outbox;
        this.statements = statements;
    }

    /** The portal has none of these; it is news when it has. */
    Uni<Void> lacks(Portal portal, Collection<String> codes) {
        return codes.isEmpty()
                ? Uni.createFrom().voidItem()
                : statements.count(LACKS, values(portal, codes)).replaceWithVoid();
    }

    /** The portal has these, as is to be told where it is news. */
    Uni<Void> has(Portal portal, Collection<String> codes) {
        return codes.isEmpty()
                ? Uni.createFrom().voidItem()
                : statements
                        .transaction(transaction -> transaction
                                .first(HAS, values(portal, codes), row -> List.of(row.getArrayOfStrings(0)))
                                .chain(news -> outbox.write(transaction, events(portal, news.orElse(List.of())))))
                        .replaceWithVoid();
    }

    private static List<PortalEvent> events(Portal portal, List<String> codes) {
        return codes.stream()
                .map(code -> PortalEvent.of(EventKind.SENDER_REGISTERED, portal.inEvents(), Map.of("senderCode", code)))
                .toList();
    }

    private static Tuple values(Portal portal, Collection<String> codes) {
        return Tuple.of(portal.id(), codes.toArray(String[]::new));
    }
}
