package dev.dlrbridge.admin;

import dev.dlrbridge.admin.http.InvalidFieldsException;
import dev.dlrbridge.admin.http.Problem.FieldError;
import dev.dlrbridge.admin.http.Versions;
import dev.dlrbridge.tenant.Channel;
import dev.dlrbridge.tenant.Channels;
import dev.dlrbridge.tenant.callback.CallbackUrls;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jboss.resteasy.reactive.RestPath;

/** The key in a channel's callback URL. */
@Path("/api/v1/channels")
class ChannelKeyResource {
    private final Channels channels;
    private final PortalLookup lookup;
    private final CallbackUrls urls;

    ChannelKeyResource(Channels channels, PortalLookup lookup, CallbackUrls urls) {
        this.channels = channels;
        this.lookup = lookup;
        this.urls = urls;
    }

    @POST
    @Path("{id}/rotate-key")
    @Consumes(MediaType.WILDCARD)
    @RolesAllowed("admin")
    @Operation(summary = "Give a channel a new callback URL; the old one is valid for the grace period")
    public Uni<Response> rotate(@RestPath UUID id, RotationRequest body) {
        Duration grace = body == null ? RotationRequest.USUAL : body.checkedGracePeriod();
        return channels.rotateKey(id, grace)
                .map(found -> PortalLookup.present(found, "channel"))
                .map(rotated -> {
                    Channel channel = rotated.stored().channel();
                    ChannelView view =
                            ChannelView.of(rotated.stored(), urls.of(channel.gateway(), rotated.key()), null);
                    return Versions.ok(view, rotated.stored().version());
                });
    }

    @POST
    @Path("{id}/reveal")
    @RolesAllowed("admin")
    @Operation(summary = "Show a channel's callback URL again")
    public Uni<RevealedUrl> reveal(@RestPath UUID id) {
        return lookup.requireChannel(id)
                .chain(channel -> channels.reveal(id)
                        .map(found -> PortalLookup.present(found, "channel"))
                        .map(key -> new RevealedUrl(urls.of(channel.gateway(), key))));
    }

    /** @param gracePeriod ISO 8601, at most 90 days; a week when absent */
    @Schema(examples = """
            {"gracePeriod":"P7D"}""")
    record RotationRequest(
            @Schema(implementation = String.class) Duration gracePeriod) {
        static final Duration USUAL = Duration.ofDays(7);
        private static final Duration LONGEST = Duration.ofDays(90);

        Duration checkedGracePeriod() {
            if (gracePeriod == null) {
                return USUAL;
            }
            if (gracePeriod.isNegative() || gracePeriod.compareTo(LONGEST) > 0) {
                throw new InvalidFieldsException(
                        List.of(new FieldError("gracePeriod", "must be between PT0S and P90D")));
            }
            return gracePeriod;
        }
    }

    /** Contains the key. */
    record RevealedUrl(URI callbackUrl) {
        @Override
        public String toString() {
            return "RevealedUrl";
        }
    }
}
