package dev.dlrbridge.forwarding;

import dev.dlrbridge.journal.DueMessages.Want;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/** The lanes that this replica holds, and the portals of lanes that it would like to hold. Not thread-safe. */
final class HeldLanes {
    /** Beyond this many lanes of one replica they are left to others: a renewal touches the rows of all of them. */
    private static final int MOST_LANES = 10_000;

    /** Twenty lanes' worth: a longer statement would let all others wait for it. */
    private static final int LARGEST_TAKE = 2_000;

    private final Map<String, Lane> lanes = new HashMap<>();

    /** In the order of their turns, so that a take without room for all of them leaves nobody out for long. */
    private final Set<Lane> withWork = new LinkedHashSet<>();

    private final Map<UUID, Lane> byPortal = new HashMap<>();
    private final Map<UUID, String> wished = new HashMap<>();

    /** Of the portals wished for those that this replica has heard of first: it tells whoever holds their lanes. */
    private final Set<UUID> untold = new HashSet<>();

    /** Lanes of other replicas, as it seems: no use in wishing for them at each report. */
    private final Set<String> elsewhere = new HashSet<>();

    /**
     * Portals have work: of a held lane it is noted there, other lanes are wished for.
     *
     * @return those whose lanes another replica holds, as it seems
     */
    Map<UUID, String> note(Map<UUID, String> accounts) {
        Map<UUID, String> others = new HashMap<>();
        accounts.forEach((portal, account) -> {
            if (lanes.containsKey(account)) {
                noteWork(lanes.get(account), portal);
            } else if (elsewhere.contains(account)) {
                others.put(portal, account);
            } else if (lanes.size() + wished.size() < MOST_LANES) {
                wished.put(portal, account);
                untold.add(portal);
            }
        });
        return others;
    }

    /** Another replica says that portals have work; nobody else need be told. */
    void heard(Map<UUID, String> accounts) {
        elsewhere.removeAll(accounts.values());
        note(accounts);
        untold.removeAll(accounts.keySet());
    }

    /** Whoever held other lanes may have left them. */
    void mayBeFree() {
        elsewhere.clear();
    }

    boolean hasWishes() {
        return !wished.isEmpty();
    }

    /** Hands out the wishes; they are forgotten here. */
    Map<UUID, String> wishes() {
        Map<UUID, String> wishes = new HashMap<>(wished);
        wished.clear();
        return wishes;
    }

    /**
     * The wishes are answered: these lanes are ours, the others somebody else's.
     *
     * @return the portals of the others, unless they were heard of from there
     */
    Map<UUID, String> acquired(Map<UUID, String> wishes, Collection<Lane> acquired) {
        acquired.forEach(lane -> lanes.put(lane.account(), lane));
        wishes.values().stream().filter(account -> !lanes.containsKey(account)).forEach(elsewhere::add);
        Map<UUID, String> others = note(wishes);
        others.keySet().retainAll(untold);
        untold.removeAll(wishes.keySet());
        return others;
    }

    /** Portals of held lanes have something due again. */
    void wake(Set<UUID> portals) {
        portals.stream().filter(byPortal::containsKey).forEach(portal -> noteWork(byPortal.get(portal), portal));
    }

    /** What may be taken at this moment: lane by lane as much as it may send, all in all no more than one take holds. */
    List<Want> wants(long nanos) {
        List<Want> wants = new ArrayList<>();
        List<Lane> served = new ArrayList<>();
        int slots = 0;
        for (Lane lane : withWork) {
            List<Want> ofLane = lane.wants(nanos);
            if (!ofLane.isEmpty()) {
                wants.addAll(ofLane);
                served.add(lane);
                slots += ofLane.stream().mapToInt(Want::slots).sum();
            }
            if (slots >= LARGEST_TAKE) {
                break;
            }
        }
        withWork.removeAll(served);
        withWork.addAll(served);
        return wants;
    }

    /** Whether anything may be taken at this moment. */
    boolean hasWants(long nanos) {
        return withWork.stream().anyMatch(lane -> !lane.wants(nanos).isEmpty());
    }

    /** Their lanes are busy until {@link #takeEnds}; nothing more of them is due, unless it is heard of again. */
    void takeBegins(List<Want> wants) {
        taking(wants, true);
        wants.forEach(this::hasNoWork);
    }

    void takeEnds(List<Want> wants) {
        taking(wants, false);
    }

    private void taking(List<Want> wants, boolean underWay) {
        wants.stream()
                .map(want -> lanes.get(want.account()))
                .filter(Objects::nonNull)
                .forEach(lane -> lane.taking(underWay));
    }

    /** Nothing of this portal is due any more, unless it is heard of again. */
    private void hasNoWork(Want want) {
        Lane lane = lanes.get(want.account());
        if (lane != null) {
            lane.portal(want.portalId()).mayHaveWork(false);
            if (!lane.mayHaveWork()) {
                withWork.remove(lane);
            }
        }
    }

    /** More of this portal may be due than was taken. */
    void mayHaveMore(Want want) {
        Lane lane = lanes.get(want.account());
        if (lane != null) {
            noteWork(lane, want.portalId());
        }
    }

    /** The shortest time until a lane with work may call; null when no lane waits for time only. */
    Duration untilNextOpen(long nanos) {
        return withWork.stream()
                .map(lane -> lane.untilOpen(nanos))
                .filter(time -> time != null && !time.isZero())
                .min(Duration::compareTo)
                .orElse(null);
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
        if (lost.isEmpty()) {
            return;
        }
        lost.forEach(lane -> lanes.remove(lane.account(), lane));
        Set<Lane> gone = new HashSet<>(lost);
        withWork.removeAll(gone);
        byPortal.values().removeAll(gone);
    }

    private void noteWork(Lane lane, UUID portal) {
        lane.portal(portal).mayHaveWork(true);
        byPortal.put(portal, lane);
        withWork.add(lane);
    }
}
