package dev.dlrbridge.trace;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/** Stands in a log for a failure that quotes what must not be seen: the same name, text and places, but masked. */
final class MaskedFailure extends Throwable {
    private static final long serialVersionUID = 1L;

    private final String text;

    private MaskedFailure(Throwable failure, Throwable cause) {
        super(masked(failure.getMessage()), cause, true, true);
        this.text = masked(failure.toString());
        setStackTrace(failure.getStackTrace());
    }

    /** The failure itself when nothing in it, its causes and what was suppressed is to be hidden. */
    static Throwable of(Throwable failure) {
        return quotes(failure, seen()) ? masked(failure, seen()) : failure;
    }

    private static boolean quotes(Throwable failure, Set<Throwable> seen) {
        if (failure == null || !seen.add(failure)) {
            return false;
        }
        if (isQuoted(failure.toString()) || isQuoted(failure.getMessage()) || quotes(failure.getCause(), seen)) {
            return true;
        }
        for (Throwable suppressed : failure.getSuppressed()) {
            if (quotes(suppressed, seen)) {
                return true;
            }
        }
        return false;
    }

    /** A failure that is its own cause, in however many steps, ends there. */
    private static MaskedFailure masked(Throwable failure, Set<Throwable> seen) {
        if (failure == null || !seen.add(failure)) {
            return null;
        }
        MaskedFailure masked = new MaskedFailure(failure, masked(failure.getCause(), seen));
        for (Throwable suppressed : failure.getSuppressed()) {
            MaskedFailure also = masked(suppressed, seen);
            if (also != null) {
                masked.addSuppressed(also);
            }
        }
        return masked;
    }

    private static Set<Throwable> seen() {
        return Collections.newSetFromMap(new IdentityHashMap<>());
    }

    private static boolean isQuoted(String text) {
        return text != null && !text.equals(Masked.of(text));
    }

    private static String masked(String text) {
        return text == null ? null : Masked.of(text);
    }

    @Override
    public String toString() {
        return text;
    }
}
