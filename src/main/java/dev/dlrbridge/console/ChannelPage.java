package dev.dlrbridge.console;

import dev.dlrbridge.console.frame.Pages;
import dev.dlrbridge.journal.Destination;
import dev.dlrbridge.journal.UnmatchedReports;
import dev.dlrbridge.journal.refusal.Refusals;
import dev.dlrbridge.tenant.Channel;
import dev.dlrbridge.tenant.StoredChannel;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import java.util.UUID;

/** Shows a channel, with its callback URL or without. */
@Singleton
class ChannelPage {
    private static final int UNMATCHED = 20;

    private final Refusals refusals;
    private final UnmatchedReports unmatched;
    private final Lookup lookup;
    private final Pages pages;

    ChannelPage(Refusals refusals, UnmatchedReports unmatched, Lookup lookup, Pages pages) {
        this.refusals = refusals;
        this.unmatched = unmatched;
        this.lookup = lookup;
        this.pages = pages;
    }

    /** @param callbackUrl empty while it is not to be seen */
    Uni<Response> show(ContainerRequestContext request, UUID id, String callbackUrl) {
        return lookup.channel(id).chain(stored -> show(request, stored, callbackUrl));
    }

    private Uni<Response> show(ContainerRequestContext request, StoredChannel stored, String callbackUrl) {
        Channel channel = stored.channel();
        return Uni.combine()
                .all()
                .unis(
                        refusals.ofChannel(channel.portalId(), channel.id()),
                        unmatched.list(Destination.of(channel), Long.MAX_VALUE, UNMATCHED))
                .asTuple()
                .chain(found -> pages.show(
                        request,
                        frame -> Templates.channel(
                                frame, ChannelRow.of(stored), callbackUrl, found.getItem1(), found.getItem2())));
    }
}
