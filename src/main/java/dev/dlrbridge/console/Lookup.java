package dev.dlrbridge.console;

import dev.dlrbridge.tenant.Application;
import dev.dlrbridge.tenant.Applications;
import dev.dlrbridge.tenant.Channels;
import dev.dlrbridge.tenant.Portal;
import dev.dlrbridge.tenant.Portals;
import dev.dlrbridge.tenant.StoredChannel;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.ws.rs.NotFoundException;
import java.util.Optional;
import java.util.UUID;

/** Finds what an address names, or leads to the page that says that there is nothing. */
@Singleton
class Lookup {
    private final Applications applications;
    private final Portals portals;
    private final Channels channels;

    Lookup(Applications applications, Portals portals, Channels channels) {
        this.applications = applications;
        this.portals = portals;
        this.channels = channels;
    }

    Uni<Application> application(String clientId) {
        return applications.find(clientId).map(Lookup::present);
    }

    Uni<Portal> portal(String clientId, String memberId) {
        return portals.find(clientId, memberId).map(Lookup::present);
    }

    Uni<StoredChannel> channel(UUID id) {
        return channels.stored(id).map(Lookup::present);
    }

    static <T> T present(Optional<T> found) {
        return found.orElseThrow(NotFoundException::new);
    }
}
