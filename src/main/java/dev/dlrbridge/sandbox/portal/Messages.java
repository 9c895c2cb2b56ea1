package dev.dlrbridge.sandbox.portal;

import java.time.Clock;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/** The messages of one portal, by external id; thread-safe. */
public final class Messages {
    private static final Pattern PORTAL_MADE = Pattern.compile("[0-9a-f]{32}");

    private static final int MOST_KEPT = 10_000;
    private static final Comparator<Message> LATEST_FIRST =
            Comparator.comparingLong((Message message) -> message.number).reversed();

    private final ConcurrentHashMap<String, Message> byId = new ConcurrentHashMap<>();
    private final AtomicLong created = new AtomicLong();
    private final Clock clock;

    Messages(Clock clock) {
        this.clock = clock;
    }

    /** Creates the message, in place of one with the same id. */
    public void create(MessageSettings settings) {
        byId.put(settings.id(), make(settings));
    }

    private Message make(MessageSettings settings) {
        return new Message(settings, clock.millis(), created.incrementAndGet());
    }

    /** Forgets it, as portals do with old messages; returns whether there was one. */
    public boolean remove(String id) {
        return byId.remove(id) != null;
    }

    /** The message as it is now, visible to callers or not yet. */
    public Optional<MessageView> find(String id) {
        return Optional.ofNullable(byId.get(id)).map(message -> message.view(clock.millis()));
    }

    /** The current word, without its history. */
    public Optional<MessageStatus> status(String id) {
        return Optional.ofNullable(byId.get(id)).map(message -> message.status(clock.millis()));
    }

    /** As they would have to be created to be as they are; the latest 10,000, in their order. */
    List<MessageSettings> state() {
        return byId.values().stream()
                .sorted(LATEST_FIRST)
                .limit(MOST_KEPT)
                .sorted(LATEST_FIRST.reversed())
                .map(message -> new MessageSettings(
                        message.id, message.status(clock.millis()).word(), message.authorId, null, null))
                .toList();
    }

    /** The latest first. */
    public List<MessageView> latest(int most) {
        return byId.values().stream()
                .sorted(LATEST_FIRST)
                .limit(most)
                .map(message -> message.view(clock.millis()))
                .toList();
    }

    /** How many messages there are. */
    public int size() {
        return byId.size();
    }

    /** Ids in no particular order; messages created meanwhile may be missing. */
    public Iterator<String> ids() {
        return byId.keySet().iterator();
    }

    /** What an update call finds; {@code autoCreate} makes unknown ids of 32 hexadecimal digits exist. */
    public Optional<Message> lookup(String id, boolean autoCreate) {
        var found = byId.get(id);
        if (found == null && autoCreate && PORTAL_MADE.matcher(id).matches()) {
            found = byId.computeIfAbsent(id, key -> make(MessageSettings.of(key)));
        }
        return Optional.ofNullable(found).filter(message -> message.isVisible(clock.millis()));
    }
}
