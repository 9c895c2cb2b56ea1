package dev.dlrbridge.sandbox.event;

/**
 * Something that happens to the application on the portal, and is posted to it; null takes the default.
 *
 * @param event what happens
 * @param url where it is posted to, by default wherever {@code event.bind} has said
 * @param times how often it is posted, 1 by default
 * @param userId the user behind the tokens, by default that of the portal's settings
 * @param clean for {@code ONAPPUNINSTALL}: whether the portal's data is to be deleted; {@code false} by default
 * @param renewApplicationToken for {@code ONAPPUPDATE}: whether the application token changes; {@code false} by default
 * @param paymentExpired for {@code ONAPPPAYMENT}: whether the subscription is over from now on; {@code false} by default
 * @param clientId the application, by default that of the portal's settings
 * @see <a href="https://apidocs.bitrix24.com/api-reference/common/events/index.html">Events</a>
 */
public record AppEvent(
        Kind event,
        String url,
        Integer times,
        Integer userId,
        Boolean clean,
        Boolean renewApplicationToken,
        Boolean paymentExpired,
        String clientId) {
    private static final int MOST_TIMES = 100;

    /** The events about an application's life. */
    public enum Kind {
        /** A new chain of tokens. */
        ONAPPINSTALL,
        /** Senders are gone; a new chain of tokens. */
        ONAPPUPDATE,
        /** Senders and tokens are gone; proved by the application token alone. */
        ONAPPUNINSTALL,
        /** Carries no proof at all. */
        ONAPPPAYMENT
    }

    public AppEvent {
        if (event == null) {
            throw new IllegalArgumentException("An event needs its name");
        }
        times = checkTimes(times);
        clean = clean != null && clean;
        renewApplicationToken = renewApplicationToken != null && renewApplicationToken;
        paymentExpired = paymentExpired != null && paymentExpired;
    }

    /** Once, with all defaults. */
    public static AppEvent of(Kind event, String url, String clientId) {
        return new AppEvent(event, url, null, null, null, null, null, clientId);
    }

    /** The same, to this address. */
    public AppEvent to(String address) {
        return new AppEvent(event, address, times, userId, clean, renewApplicationToken, paymentExpired, clientId);
    }

    static int checkTimes(Integer times) {
        var checked = times == null ? 1 : times;
        if (checked < 1 || checked > MOST_TIMES) {
            throw new IllegalArgumentException("times is 1 to 100");
        }
        return checked;
    }
}
