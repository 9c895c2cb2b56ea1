package dev.dlrbridge.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.dlrbridge.admin.http.Versions;
import dev.dlrbridge.journal.refusal.ChannelRefusal;
import dev.dlrbridge.tenant.Channel;
import dev.dlrbridge.tenant.CreatedChannel;
import dev.dlrbridge.tenant.StoredChannel;
import dev.dlrbridge.tenant.callback.CallbackUrls;
import dev.dlrbridge.trace.PortalName;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A channel as the API shows it.
 *
 * @param portal to whom it belongs
 * @param secrets the names of the secrets it has
 * @param previousKeyUntil until when the callback URL before the last rotation is valid
 * @param callbackUrl contains the key: only in the answer that creates the channel or rotates its key
 * @param refusals the last requests that were refused, the newest first; only where one channel is asked for
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ChannelView(
        UUID id,
        @JsonUnwrapped PortalName portal,
        String gateway,
        String senderCode,
        List<String> secrets,
        Map<String, Object> settings,
        String messageIdPattern,
        Instant createdAt,
        Instant previousKeyUntil,
        URI callbackUrl,
        List<RefusalView> refusals) {
    static ChannelView of(StoredChannel stored) {
        return of(stored, null, null);
    }

    /** What whoever makes a channel is answered. */
    static Response created(CreatedChannel created, CallbackUrls urls) {
        ChannelView view = of(created.stored(), urls.of(created.channel().gateway(), created.key()), null);
        return Versions.tagged(
                Response.status(Response.Status.CREATED).entity(view),
                created.stored().version());
    }

    static ChannelView of(StoredChannel stored, URI callbackUrl, List<RefusalView> refusals) {
        Channel channel = stored.channel();
        return new ChannelView(
                channel.id(),
                channel.portal(),
                channel.gateway(),
                channel.senderCode(),
                channel.secrets().keySet().stream().sorted().toList(),
                channel.settings().values(),
                channel.messageIdPattern().pattern(),
                stored.createdAt(),
                stored.previousKeyUntil().orElse(null),
                callbackUrl,
                refusals);
    }

    @Override
    public String toString() {
        return "ChannelView[id=" + id + "]";
    }

    /** A refused request: of its content only the names of its headers. */
    record RefusalView(Instant at, String reason, List<String> headerNames) {
        static RefusalView of(ChannelRefusal refusal) {
            return new RefusalView(refusal.at(), refusal.reason(), refusal.headerNames());
        }
    }
}
