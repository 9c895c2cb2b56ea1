package dev.dlrbridge.tenant.sender;

import dev.dlrbridge.tenant.Channel;
import dev.dlrbridge.tenant.Channels;
import dev.dlrbridge.tenant.Portal;
import dev.dlrbridge.tenant.sender.SenderState.Agreement;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Keeps a portal's senders in agreement with its channels. Fails with {@link PortalRefusedException}. */
@ApplicationScoped
public class Senders {
    private final Channels channels;
    private final SenderMethods methods;
    private final RegisteredSenders registered;

    Senders(Channels channels, SenderMethods methods, RegisteredSenders registered) {
        this.channels = channels;
        this.methods = methods;
        this.registered = registered;
    }

    /** What the portal has beside what the channels say; nothing is changed. */
    public Uni<List<SenderState>> compare(Portal portal) {
        return methods.list(portal).flatMap(present -> compare(portal, present));
    }

    /** The same with what the portal was found to have. */
    public Uni<List<SenderState>> compare(Portal portal, Set<String> present) {
        return definitions(portal).map(wanted -> states(wanted, present));
    }

    /** Registers each channel's sender, or tells the portal of its present handler; may be repeated. */
    public Uni<List<SenderState>> register(Portal portal) {
        return definitions(portal)
                .flatMap(wanted -> methods.list(portal)
                        .call(present -> registered.lacks(portal, without(registrable(wanted), present)))
                        .call(present -> register(portal, wanted, present))
                        .call(() -> registered.has(portal, registrable(wanted)))
                        .map(present -> states(wanted, with(wanted, present))));
    }

    /** Has the integrator told of those that the portal has, if whoever registered them could not. */
    Uni<Void> tell(Portal portal, Set<String> present) {
        return definitions(portal).flatMap(wanted -> {
            Set<String> codes = registrable(wanted);
            codes.retainAll(present);
            return registered.has(portal, codes);
        });
    }

    /** Removes a sender from the portal; its messages' statuses can still be told. */
    public Uni<Void> delete(Portal portal, String code) {
        return methods.delete(portal, code);
    }

    private Uni<Void> register(Portal portal, Map<String, SenderDefinition> wanted, Set<String> present) {
        return Multi.createFrom()
                .iterable(wanted.values())
                .filter(SenderDefinition::hasHandler)
                .onItem()
                .transformToUniAndConcatenate(sender ->
                        present.contains(sender.code()) ? methods.update(portal, sender) : methods.add(portal, sender))
                .collect()
                .last();
    }

    /** What the portal has once all with a handler are registered. */
    private static Set<String> with(Map<String, SenderDefinition> wanted, Set<String> present) {
        Set<String> codes = new TreeSet<>(present);
        codes.addAll(registrable(wanted));
        return codes;
    }

    private static Set<String> without(Set<String> codes, Set<String> others) {
        Set<String> left = new TreeSet<>(codes);
        left.removeAll(others);
        return left;
    }

    /** Those that are registered here: an integrator registers a sender without a handler himself. */
    private static Set<String> registrable(Map<String, SenderDefinition> wanted) {
        return wanted.values().stream()
                .filter(SenderDefinition::hasHandler)
                .map(SenderDefinition::code)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Uni<Map<String, SenderDefinition>> definitions(Portal portal) {
        return channels.listOf(portal.id()).map(found -> {
            Map<String, List<Channel>> byCode = new LinkedHashMap<>();
            found.forEach(channel -> byCode.computeIfAbsent(channel.senderCode(), code -> new ArrayList<>())
                    .add(channel));
            Map<String, SenderDefinition> definitions = new LinkedHashMap<>();
            byCode.forEach((code, ofCode) -> definitions.put(code, new SenderDefinition(code, ofCode)));
            return definitions;
        });
    }

    private static List<SenderState> states(Map<String, SenderDefinition> wanted, Set<String> present) {
        List<SenderState> states = new ArrayList<>();
        wanted.forEach((code, sender) -> states.add(new SenderState(
                code,
                agreement(sender, present.contains(code)),
                sender.channels().stream().map(Channel::id).toList())));
        present.stream()
                .filter(code -> !wanted.containsKey(code))
                .forEach(code -> states.add(new SenderState(code, Agreement.NO_CHANNEL, List.of())));
        return states;
    }

    private static Agreement agreement(SenderDefinition sender, boolean present) {
        if (present) {
            return Agreement.REGISTERED;
        }
        return sender.hasHandler() ? Agreement.MISSING : Agreement.NO_HANDLER;
    }
}
