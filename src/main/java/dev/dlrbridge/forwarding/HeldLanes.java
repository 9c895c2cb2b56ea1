package dev.dlrbridge.forwarding;

import dev.dlrbridge.journal.DueMessages.Want;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** The lanes that this replica holds, and the portals of lanes that it would like to hold. Not thread-safe. */
final class HeldLanes {
    private final Map<String, Lane> lanes = new HashMap<>();
    private final Map<UUID, String> wished = new HashMap<>();
    private final ForwardingConfig config;

    HeldLanes(ForwardingConfig config) {
        this.config = config;
    }

    /** Portals have work: of a held lane it is noted there, other lanes are wished for. */
    void note(Map<UUID, String> accounts) {
        accounts.forEach((portal, account) -> {
            Lane lane = lanes.get(account);
            if (lane != null) {
                lane.mayHaveWork(portal);
            } else {
                wished.put(portal, account);
            }
        });
    }

    /** The accounts of lanes wished for. */
    Set<String> wishes() {
        return new HashSet<>(wished.values());
    }

    /** The wishes are answered: these lanes are ours, the others somebody else's, who has been told or will look. */
    void acquired(Collection<Lane> acquired) {
        acquired.forEach(lane -> lanes.put(lane.account(), lane));
        Map<UUID, String> answered = new HashMap<>(wished);
        wished.clear();
        answered.keySet().removeIf(portal -> !lanes.containsKey(answered.get(portal)));
        note(answered);
    }

    /** What may be taken at this moment: for each lane as many calls as its budget and its calls under way permit. */
    List<Want> wants(long nanos) {
        List<Want> wants = new ArrayList<>();
        for (Lane lane : lanes.values()) {
            int calls = lane.freeCalls(nanos, config.callsInFlight());
            int portals = Math.min(calls, lane.portalsWithWork());
            for (int i = 0; i < portals; i++) {
                int share = calls / portals + (i < calls % portals ? 1 : 0);
                wants.add(new Want(lane.nextPortal(), share * config.batch(), lane.account(), lane.epoch()));
            }
        }
        return wants;
    }

    /** The shortest time until a lane with work may call; null when no lane waits for time only. */
    Duration untilNextOpen(long nanos) {
        return lanes.values().stream()
                .filter(Lane::mayHaveWork)
                .map(lane -> lane.untilOpen(nanos))
                .filter(time -> !time.isZero())
                .min(Duration::compareTo)
                .orElse(null);
    }

    /** Portals of held lanes have something due again. */
    void wake(Set<UUID> portals) {
        for (Lane lane : lanes.values()) {
            portals.stream().filter(lane::serves).forEach(lane::mayHaveWork);
        }
    }

    Lane get(String account) {
        return lanes.get(account);
    }

    List<Lane> all() {
        return List.copyOf(lanes.values());
    }

    List<Lane> idleSince(long nanos) {
        return lanes.values().stream().filter(lane -> lane.idleSince(nanos)).toList();
    }

    void drop(Collection<Lane> lost) {
        lost.forEach(lane -> lanes.remove(lane.account(), lane));
    }
}
