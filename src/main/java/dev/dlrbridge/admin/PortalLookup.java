package dev.dlrbridge.admin;

import dev.dlrbridge.tenant.Channel;
import dev.dlrbridge.tenant.Channels;
import dev.dlrbridge.tenant.Portal;
import dev.dlrbridge.tenant.Portals;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.ws.rs.NotFoundException;
import java.util.UUID;

/** Finds what an address names, or answers 404. */
@Singleton
class PortalLookup {
    private final Portals portals;
    private final Channels channels;

    PortalLookup(Portals portals, Channels channels) {
        this.portals = portals;
        this.channels = channels;
    }

    Uni<Portal> require(String clientId, String memberId) {
        return portals.find(clientId, memberId).map(found -> found.orElseThrow(NotFoundException::new));
    }

    Uni<Channel> requireChannel(UUID id) {
        return channels.find(id).map(found -> found.orElseThrow(NotFoundException::new));
    }
}
