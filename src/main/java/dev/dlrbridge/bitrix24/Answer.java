package dev.dlrbridge.bitrix24;

import java.util.Optional;
import java.util.function.Function;

/**
 * What became of a request to a portal or the authorisation server.
 *
 * @param <T> what a good answer holds
 */
public sealed interface Answer<T> {
    /** The request did what it should; the value is never printed. */
    record Ok<T>(T value) implements Answer<T> {
        @Override
        public String toString() {
            return "Ok[]";
        }
    }

    /**
     * The whole request was answered with an error: nothing was changed, or, with codes such as
     * {@code INTERNAL_SERVER_ERROR}, at least nothing is under way any more.
     */
    record Refused<T>(ApiError error) implements Answer<T> {}

    /** No usable answer came. */
    record Failed<T>(FailureKind kind) implements Answer<T> {}

    /** Whether it is this refusal. */
    default boolean isRefused(ApiCode code) {
        return this instanceof Refused<T> refused && refused.error().is(code);
    }

    /** Reads on in what a good answer holds. */
    default <R> Answer<R> flatMap(Function<T, Answer<R>> reader) {
        if (this instanceof Ok<T> ok) {
            return reader.apply(ok.value());
        }
        return this instanceof Refused<T> refused
                ? new Refused<>(refused.error())
                : new Failed<>(((Failed<T>) this).kind());
    }

    /** What a good answer holds. */
    default Optional<T> good() {
        return this instanceof Ok<T> ok ? Optional.of(ok.value()) : Optional.empty();
    }
}
