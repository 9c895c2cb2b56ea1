package dev.dlrbridge.forwarding;

import dev.dlrbridge.journal.DueMessages.Want;
import dev.dlrbridge.journal.OpenLanes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;

/** The lanes that this replica holds, and the portals of lanes that it would like to hold. Not thread-safe. */
final class HeldLanes {
    /** Beyond this many lanes of one replica they are left to others: a renewal touches the rows of all of them. */
    private static final int MOST_LANES = 10_000;

    /** Twenty lanes' worth: a longer statement would let all others wait for it. */
    private static final int LARGEST_TAKE = 2_000;

    private final UUID owner;
    private final OpenLanes open;
    private final Map<String, Lane> lanes = new HashMap<>();

    /**
     * Those with work that may have room now, in the order of their turns, so that a take without room for all of them leaves
     * nobody out for long. One that turns out to have none leaves, and comes back by its time or by what gives it room.
     */
    private final Set<Lane> ready = new LinkedHashSet<>();

    /** Those whose work waits for nothing but time. */
    private final NavigableSet<Lane> waiting = new TreeSet<>(
            Comparator.comparingLong((Lane lane) -> lane.opensAt()).thenComparing(Lane::account));

    private final Map<UUID, Lane> byPortal = new HashMap<>();
    private final Map<UUID, String> wished = new HashMap<>();

    /** Of the portals wished for those that this replica has heard of first: it tells whoever holds their lanes. */
    private final Set<UUID> untold = new HashSet<>();

    /** Lanes of other replicas, as it seems: no use in wishing for them at each report. */
    private final Set<String> elsewhere = new HashSet<>();

    private boolean closing;

    /** @param open learns which lanes are idle, so that commits may use them */
    HeldLanes(UUID owner, OpenLanes open) {
        this.owner = owner;
        this.open = open;
    }

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
        return !closing && !wished.isEmpty();
    }

    /** Hands out the wishes; they are forgotten here. */
    Map<UUID, String> wishes() {
        Map<UUID, String> wishes = new HashMap<>(wished);
        wished.clear();
        return wishes;
    }

    /**
     * The wishes are answered, and those for the same lanes that have come meanwhile: these lanes are ours, the others
     * somebody else's.
     *
     * @return the portals of the others, unless they were heard of from there
     */
    Map<UUID, String> acquired(Map<UUID, String> wishes, Collection<Lane> acquired) {
        acquired.forEach(lane -> lanes.put(lane.account(), lane));
        Set<String> asked = new HashSet<>(wishes.values());
        asked.stream().filter(account -> !lanes.containsKey(account)).forEach(elsewhere::add);
        Map<UUID, String> answered = new HashMap<>(wished);
        answered.values().retainAll(asked);
        wished.keySet().removeAll(answered.keySet());
        answered.putAll(wishes);
        Map<UUID, String> others = note(answered);
        others.keySet().retainAll(untold);
        untold.removeAll(answered.keySet());
        return others;
    }

    /** Portals of held lanes have something due again. */
    void wake(Set<UUID> portals) {
        portals.stream().filter(byPortal::containsKey).forEach(portal -> noteWork(byPortal.get(portal), portal));
    }

    /** What may be taken at this moment: lane by lane as much as it may send, all in all no more than one take holds. */
    List<Want> wants(long nanos) {
        reopen(nanos);
        List<Want> wants = new ArrayList<>();
        List<Lane> served = new ArrayList<>();
        int slots = 0;
        for (Iterator<Lane> turns = ready.iterator(); slots < LARGEST_TAKE && turns.hasNext(); ) {
            Lane lane = turns.next();
            List<Want> ofLane = lane.wants(nanos);
            turns.remove();
            if (ofLane.isEmpty()) {
                await(lane, nanos);
            } else {
                wants.addAll(ofLane);
                served.add(lane);
                slots += ofLane.stream().mapToInt(Want::slots).sum();
            }
        }
        ready.addAll(served);
        return wants;
    }

    /** Those whose time has come. */
    private void reopen(long nanos) {
        while (!waiting.isEmpty() && waiting.first().opensAt() <= nanos) {
            ready.add(waiting.pollFirst());
        }
    }

    /** A lane without room waits for its time, if that alone gives it some. */
    private void await(Lane lane, long nanos) {
        Duration wait = lane.untilOpen(nanos);
        waiting.remove(lane);
        if (wait != null && !wait.isZero()) {
            lane.opensAt(nanos + wait.toNanos());
            waiting.add(lane);
        }
    }

    /** Their lanes are busy until {@link #takeEnds}; nothing more of them is due, unless it is heard of again. */
    void takeBegins(List<Want> wants) {
        held(wants).forEach(lane -> lane.taking(true));
        wants.forEach(this::hasNoWork);
    }

    void takeEnds(List<Want> wants, long nanos) {
        held(wants).forEach(lane -> {
            lane.taking(false);
            offer(lane, nanos);
        });
    }

    private Stream<Lane> held(List<Want> wants) {
        return wants.stream()
                .map(want -> lanes.get(want.account()))
                .filter(Objects::nonNull)
                .distinct();
    }

    /** Nothing of this portal is due any more, unless it is heard of again. */
    private void hasNoWork(Want want) {
        Lane lane = lanes.get(want.account());
        if (lane != null) {
            lane.portal(want.portalId()).mayHaveWork(false);
            if (!lane.mayHaveWork()) {
                ready.remove(lane);
                waiting.remove(lane);
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

    /** No commit takes anything for this lane while it is busy. */
    void callBegins(Lane lane, long nanos) {
        lane.callBegins(nanos);
        withdraw(lane);
    }

    /** A call of a lane, also of one that is held no longer, is over: another may begin. */
    void callEnds(Lane lane, long nanos) {
        lane.callEnds();
        mayHaveRoom(lane);
        if (lanes.get(lane.account()) == lane) {
            offer(lane, nanos);
        }
    }

    /** From now on no commit takes anything for us. */
    void close() {
        closing = true;
        lanes.values().forEach(this::withdraw);
    }

    private void withdraw(Lane lane) {
        lane.portalIds().forEach(open::withdraw);
    }

    /** What was offered before may have been so in another state. */
    private void offer(Lane lane, long nanos) {
        withdraw(lane);
        if (!closing) {
            lane.offers(nanos).forEach(want -> open.offer(owner, want));
        }
    }

    /** The lease of a lane was renewed; it ends for us at {@code nanos}. */
    void ownedUntil(Lane lane, long nanos) {
        lane.ownedUntil(nanos);
        mayHaveRoom(lane);
    }

    private void mayHaveRoom(Lane lane) {
        if (lane.mayHaveWork() && lanes.get(lane.account()) == lane) {
            ready.add(lane);
        }
    }

    /** The shortest time until a lane with work may call; null when {@link #wants} has found none that waits for time only. */
    Duration untilNextOpen(long nanos) {
        return waiting.isEmpty() ? null : Duration.ofNanos(waiting.first().opensAt() - nanos);
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
        ready.removeAll(gone);
        waiting.removeIf(gone::contains);
        gone.forEach(this::withdraw);
        byPortal.values().removeAll(gone);
    }

    private void noteWork(Lane lane, UUID portal) {
        lane.portal(portal).mayHaveWork(true);
        byPortal.put(portal, lane);
        withdraw(lane);
        ready.add(lane);
    }
}
