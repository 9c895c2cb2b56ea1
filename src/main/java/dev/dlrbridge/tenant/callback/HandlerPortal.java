package dev.dlrbridge.tenant.callback;

import dev.dlrbridge.tenant.event.EventPortal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * The portal that a handler key belongs to; never printed.
 *
 * @param applicationToken what its posts carry as a rule, as far as it is known
 * @param language of whoever installed the application, as far as it is known
 */
public record HandlerPortal(EventPortal portal, Optional<String> applicationToken, Optional<String> language) {
    /**
     * Whether a post that was proved by the key may be the portal's: it is of this account, and has no other token than the
     * portal. One that has none at all may be, as those of robots are.
     */
    public boolean mayHaveSent(Optional<String> memberId, Optional<String> token) {
        return memberId.filter(claimed -> !claimed.equals(portal.memberId())).isEmpty()
                && token.flatMap(claimed -> applicationToken.filter(known -> !isEqual(known, claimed)))
                        .isEmpty();
    }

    private static boolean isEqual(String known, String claimed) {
        return MessageDigest.isEqual(known.getBytes(StandardCharsets.UTF_8), claimed.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "HandlerPortal[id=" + portal.id() + "]";
    }
}
