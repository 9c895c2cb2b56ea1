package dev.dlrbridge.tenant.event;

import java.util.Arrays;
import java.util.Optional;

/** What an integrator can be told of; an endpoint chooses among these. */
public enum EventKind {
    PORTAL_INSTALLED("portal.installed"),
    PORTAL_UNINSTALLED("portal.uninstalled"),
    PORTAL_PARKED("portal.parked"),
    PORTAL_RESUMED("portal.resumed"),
    SENDER_MISSING("sender.missing"),
    SENDER_REGISTERED("sender.registered"),
    STATUS_UNKNOWN("status.unknown"),
    QUARANTINE_FULL("quarantine.full"),
    /** Holds a text and a number, of which nothing is kept once it was handed over; one endpoint at most is told. */
    MESSAGE_REQUESTED("message.requested"),
    MESSAGE_SETTLED("message.settled"),
    /** Asked for by the integrator, for one endpoint, whatever it has chosen. */
    TEST("test");

    private final String word;

    EventKind(String word) {
        this.word = word;
    }

    /** As integrators read it. */
    public String word() {
        return word;
    }

    /** Whether nothing of the event's content may be kept once it was delivered or given up. */
    public boolean isPersonal() {
        return this == MESSAGE_REQUESTED;
    }

    /** The kind that an endpoint can choose by this word. */
    public static Optional<EventKind> chosen(String word) {
        return known(word).filter(kind -> kind != TEST);
    }

    /** Throws if it is none, which nobody but us has written. */
    public static EventKind of(String word) {
        return known(word).orElseThrow();
    }

    private static Optional<EventKind> known(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word.equals(word)).findFirst();
    }
}
