package dev.dlrbridge.sandbox;

import dev.dlrbridge.sandbox.portal.Portal;
import dev.dlrbridge.sandbox.portal.PortalSettings;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** The portals of a sandbox, by member id, and by the address that one has to itself; thread-safe. */
final class Portals {
    private final Map<String, Portal> byMember = new ConcurrentHashMap<>();
    private final Map<String, Portal> byAddress = new ConcurrentHashMap<>();
    private final String ownHost;

    /** @param ownHost where the OAuth server is: no portal has that address to itself */
    Portals(String ownHost) {
        this.ownHost = ownHost;
    }

    /** Throws {@link IllegalArgumentException} for an address that somebody else has to himself. */
    void check(PortalSettings settings) {
        var there = byAddress.get(settings.address());
        var taken = there != null
                && !there.memberId().equals(settings.memberId())
                && there.settings().address().equals(settings.address());
        if (settings.endpoint().isAlone() && (taken || settings.address().equals(ownHost))) {
            throw new IllegalArgumentException("The address is not free");
        }
    }

    synchronized Portal put(PortalSettings settings, Function<PortalSettings, Portal> make) {
        check(settings);
        var portal = byMember.computeIfAbsent(settings.memberId(), id -> make.apply(settings));
        portal.change(settings);
        if (settings.endpoint().isAlone()) {
            byAddress.put(settings.address(), portal);
        }
        return portal;
    }

    Optional<Portal> find(String memberId) {
        return Optional.ofNullable(byMember.get(memberId));
    }

    /** The one that has this address, or name, to itself, or has had it last. */
    Optional<Portal> at(String host) {
        return Optional.ofNullable(host).map(byAddress::get);
    }

    List<Portal> all() {
        return byMember.values().stream()
                .sorted(Comparator.comparing(Portal::memberId))
                .toList();
    }

    Optional<Portal> remove(String memberId) {
        var removed = Optional.ofNullable(byMember.remove(memberId));
        removed.ifPresent(portal -> byAddress.values().removeIf(there -> there == portal));
        return removed;
    }

    void clear() {
        byMember.clear();
        byAddress.clear();
    }
}
