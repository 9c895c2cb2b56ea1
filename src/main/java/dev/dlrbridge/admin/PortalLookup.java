package dev.dlrbridge.admin;

import dev.dlrbridge.admin.http.UnknownThingException;
import dev.dlrbridge.tenant.Application;
import dev.dlrbridge.tenant.Applications;
import dev.dlrbridge.tenant.Channel;
import dev.dlrbridge.tenant.Channels;
import dev.dlrbridge.tenant.Portal;
import dev.dlrbridge.tenant.Portals;
import dev.dlrbridge.tenant.StoredChannel;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Finds what an address names, or answers 404. */
@Singleton
class PortalLookup {
    private final Applications applications;
    private final Portals portals;
    private final Channels channels;

    PortalLookup(Applications applications, Portals portals, Channels channels) {
        this.applications = applications;
        this.portals = portals;
        this.channels = channels;
    }

    Uni<Application> requireApplication(String clientId) {
        return applications.find(clientId).map(found -> present(found, "application"));
    }

    Uni<Portal> require(String clientId, String memberId) {
        return portals.find(clientId, memberId)
                .call(found -> found.isPresent() ? Uni.createFrom().voidItem() : requireApplication(clientId))
                .map(found -> present(found, "portal"));
    }

    Uni<StoredChannel> requireStored(UUID id) {
        return channels.stored(id).map(found -> present(found, "channel"));
    }

    /** What was found, or 404 with the word for what was not. */
    static <T> T present(Optional<T> found, String what) {
        return found.orElseThrow(() -> new UnknownThingException(what));
    }

    /** The one that was asked for, or 404 when it is gone since. */
    static <T> T only(List<T> found) {
        return present(found.stream().findFirst(), "portal");
    }

    Uni<Channel> requireChannel(UUID id) {
        return channels.find(id).map(found -> present(found, "channel"));
    }
}
