package dev.dlrbridge.tenant.notification;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.dlrbridge.bitrix24.AccessDenial;
import dev.dlrbridge.bitrix24.Answer;
import dev.dlrbridge.bitrix24.ApiCode;
import dev.dlrbridge.bitrix24.ApiError;
import dev.dlrbridge.tenant.Portal;
import dev.dlrbridge.tenant.call.PortalCalls;
import dev.dlrbridge.trace.LogFields;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Tells a portal's user something where Bitrix24 shows him its own news. What the portal answers never changes whether it
 * may be called: an application without the scope {@code im} is not worse at showing statuses.
 *
 * @see <a href="https://apidocs.bitrix24.com/api-reference/chats/notifications/im-notify-system-add.html">im.notify.system.add</a>
 */
@ApplicationScoped
public class SystemNotifications {
    private static final Logger LOG = Logger.getLogger(SystemNotifications.class);
    private static final String METHOD = "im.notify.system.add";
    private static final Duration BETWEEN_WARNINGS = Duration.ofHours(1);
    private static final int MOST_WARNED = 10_000;

    private final PortalCalls calls;
    private final Cache<UUID, Boolean> warned = Caffeine.newBuilder()
            .maximumSize(MOST_WARNED)
            .expireAfterWrite(BETWEEN_WARNINGS)
            .build();

    SystemNotifications(PortalCalls calls) {
        this.calls = calls;
    }

    /** False where the portal does not take it: it is not tried again. */
    public Uni<Boolean> send(Portal portal, long user, String message) {
        return calls.call(portal, METHOD, parameters(user, message)).map(answer -> isTaken(portal, answer));
    }

    /** The same of a portal that may have refused its tokens: they are not renewed for this. */
    public Uni<Boolean> trySend(Portal portal, long user, String message) {
        return calls.callOnce(portal, METHOD, parameters(user, message)).map(answer -> isTaken(portal, answer));
    }

    private static Map<String, Object> parameters(long user, String message) {
        return Map.of("USER_ID", user, "MESSAGE", message);
    }

    private boolean isTaken(Portal portal, Answer<JsonNode> answer) {
        if (answer instanceof Answer.Refused<JsonNode> refused) {
            try (LogFields fields = LogFields.portal(portal.name())) {
                tell(portal, refused.error());
            }
        }
        return answer instanceof Answer.Ok<JsonNode>;
    }

    private void tell(Portal portal, ApiError error) {
        if (isForbidden(error) && warned.asMap().putIfAbsent(portal.id(), true) == null) {
            LOG.warnf(
                    "Portal %s refuses notifications, its users are told nothing: add the scope im to the application at"
                            + " Bitrix24, and have it installed again",
                    portal.name());
        } else {
            LOG.debugf("Portal %s has not taken a notification", portal.name());
        }
    }

    private static boolean isForbidden(ApiError error) {
        return error.is(ApiCode.INSUFFICIENT_SCOPE)
                || error.is(ApiCode.ERROR_METHOD_NOT_FOUND)
                || error.denial() == AccessDenial.USER;
    }
}
