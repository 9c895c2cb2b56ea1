package dev.dlrbridge.sandbox.answer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** The faults of one portal, in the order in which they are tried; thread-safe. */
public final class Faults {
    private final Random random;
    private final List<Fault> active = new ArrayList<>();
    private volatile boolean none = true;

    public Faults(Random random) {
        this.random = random;
    }

    /** Replaces all faults. */
    public synchronized void set(List<Fault> faults) {
        active.clear();
        faults.stream().filter(fault -> fault.count() > 0).forEach(active::add);
        none = active.isEmpty();
    }

    /** Switches these on, after those already on. */
    public synchronized void add(Fault... faults) {
        var all = new ArrayList<>(active);
        all.addAll(List.of(faults));
        set(all);
    }

    /** Switches all off. */
    public void clear() {
        set(List.of());
    }

    /** Faults that are on, with what is left of their counts. */
    public synchronized List<Fault> list() {
        return List.copyOf(active);
    }

    /** What meets this whole call: any number of delays, then at most one other. */
    public Encounter meet(FaultTarget target, String method) {
        return none ? Encounter.NOTHING : draw(target, method);
    }

    /** What of this kind meets this command about a message, or about none. */
    public Optional<Fault> meetCommand(FaultKind kind, String method, String message) {
        return none ? Optional.empty() : drawCommand(kind, method, message);
    }

    private synchronized Encounter draw(FaultTarget target, String method) {
        var delay = 0L;
        for (var i = 0; i < active.size(); i++) {
            var fault = active.get(i);
            if (fault.kind().isOfCommands() || !matches(fault, target, method)) {
                continue;
            }
            i -= use(i);
            if (fault.kind() != FaultKind.DELAY) {
                return new Encounter(delay, fault);
            }
            delay += fault.milliseconds();
        }
        return new Encounter(delay, null);
    }

    private synchronized Optional<Fault> drawCommand(FaultKind kind, String method, String message) {
        for (var i = 0; i < active.size(); i++) {
            var fault = active.get(i);
            if (fault.kind() == kind && fault.meets(message) && matches(fault, FaultTarget.REST, method)) {
                use(i);
                return Optional.of(fault);
            }
        }
        return Optional.empty();
    }

    private boolean matches(Fault fault, FaultTarget target, String method) {
        return fault.target() == target
                && (fault.method() == null || fault.method().equalsIgnoreCase(method))
                && (fault.rate() >= 1 || random.nextDouble() < fault.rate());
    }

    /** Counts one use; returns how many entries vanished. */
    private int use(int index) {
        var fault = active.get(index);
        if (fault.count() == Long.MAX_VALUE) {
            return 0;
        }
        if (fault.count() > 1) {
            active.set(index, fault.times(fault.count() - 1));
            return 0;
        }
        active.remove(index);
        none = active.isEmpty();
        return 1;
    }

    /** The delay of one call in milliseconds and the fault that follows, or null. */
    public record Encounter(long delayMs, Fault fault) {
        public static final Encounter NOTHING = new Encounter(0, null);
    }
}
