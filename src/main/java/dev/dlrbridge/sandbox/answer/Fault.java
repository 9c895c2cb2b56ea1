package dev.dlrbridge.sandbox.answer;

import java.util.List;

/**
 * A fault of one portal; null takes the default.
 *
 * @param kind what goes wrong
 * @param rate share of matching calls it meets, 0 to 1 (default)
 * @param count how many times it still happens, unlimited by default
 * @param target REST calls (default) or token refreshes
 * @param method the only method it meets, in any case; all by default
 * @param milliseconds for {@code delay} and {@code hang} (at most 60,000 there)
 * @param location where {@code redirect} points, by default the portal's current address
 * @param error code, for {@code error} and {@code command-error}
 * @param description its text, by default the usual one of this code
 * @param status its HTTP status, by default the usual one of this code
 * @param messages of a fault of commands: ids of the only messages that it meets; all by default
 */
public record Fault(
        FaultKind kind,
        Double rate,
        Long count,
        FaultTarget target,
        String method,
        Long milliseconds,
        String location,
        String error,
        String description,
        Integer status,
        List<String> messages) {
    static final long LONGEST_HANG_MS = 60_000;

    public Fault {
        rate = rate == null ? 1 : rate;
        count = count == null ? Long.MAX_VALUE : count;
        target = target == null ? FaultTarget.REST : target;
        require(kind != null, "A fault needs a kind");
        require(rate >= 0 && rate <= 1, "rate is 0 to 1");
        require(status == null || status >= 200 && status <= 599, "status is 200 to 599");
        require(milliseconds == null || milliseconds >= 0, "milliseconds is not negative");
        require(kind != FaultKind.DELAY || milliseconds != null, "delay needs milliseconds");
        require(
                kind != FaultKind.HANG || milliseconds == null || milliseconds <= LONGEST_HANG_MS,
                "hang applies within 60000 milliseconds or never");
        require(messages == null || kind.isOfCommands(), "messages are for a fault of commands");
        messages = messages == null ? null : List.copyOf(messages);
        var needsError = kind == FaultKind.ERROR || kind == FaultKind.COMMAND_ERROR;
        require(!needsError || error != null, "error needs a code");
    }

    /** A fault of this kind for every call. */
    public static Fault of(FaultKind kind) {
        return new Fault(kind, null, null, null, null, null, null, null, null, null, null);
    }

    /** Delay or hang; see {@link FaultKind}. */
    public static Fault timed(FaultKind kind, long milliseconds) {
        return new Fault(kind, null, null, null, null, milliseconds, null, null, null, null, null);
    }

    /** This error for every whole call, with its usual text and status. */
    public static Fault error(String code) {
        return new Fault(FaultKind.ERROR, null, null, null, null, null, null, code, null, null, null);
    }

    /** This error for every whole call. */
    public static Fault error(String code, int status) {
        return new Fault(FaultKind.ERROR, null, null, null, null, null, null, code, null, status, null);
    }

    /** This error for every command, with its usual text and status. */
    public static Fault commandError(String code) {
        return new Fault(FaultKind.COMMAND_ERROR, null, null, null, null, null, null, code, null, null, null);
    }

    /** This error for every command. */
    public static Fault commandError(String code, int status) {
        return new Fault(FaultKind.COMMAND_ERROR, null, null, null, null, null, null, code, null, status, null);
    }

    /** This fault, so many times only. */
    public Fault times(long count) {
        return new Fault(
                kind, rate, count, target, method, milliseconds, location, error, description, status, messages);
    }

    /** This fault, for such a share of calls. */
    public Fault atRate(double rate) {
        return new Fault(
                kind, rate, count, target, method, milliseconds, location, error, description, status, messages);
    }

    /** The same, for these messages only. */
    public Fault ofMessages(String... ids) {
        return new Fault(
                kind, rate, count, target, method, milliseconds, location, error, description, status, List.of(ids));
    }

    /** Whether it meets a command about this message; null for a command about none. */
    boolean meets(String message) {
        return messages == null || message != null && messages.contains(message);
    }

    /** This fault, for the OAuth server's answers about this portal. */
    public Fault onOAuth() {
        return new Fault(
                kind,
                rate,
                count,
                FaultTarget.OAUTH,
                method,
                milliseconds,
                location,
                error,
                description,
                status,
                messages);
    }

    private static void require(boolean condition, String text) {
        if (!condition) {
            throw new IllegalArgumentException(text);
        }
    }
}
