package dev.dlrbridge.gateway.signature;

import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The options that a profile gives to one scheme; what is wrong with them is noted, and the scheme made all the same. */
public interface Options {
    /** An option that must be given, by the profile or the channel. */
    <T> Option<T> required(String key, Function<String, T> parse);

    /** An option that may be left out; then it has the absent value, which must not be null. */
    <T> Option<T> optional(String key, T absent, Function<String, T> parse);

    default Option<String> optional(String key, String absent) {
        return optional(key, absent, text -> text);
    }

    /** An option that the profile alone can give. */
    <T> T fixed(String key, T absent, Function<String, T> parse);

    /** A name that the profile alone can give. */
    default String name(String key, String absent) {
        return fixed(key, absent, text -> text);
    }

    /** Names by keys that are the profile's own, at least one. */
    Map<String, String> names(String key);

    /** One value or a list of them that the profile alone can give; empty if absent. */
    <T> List<T> list(String key, Function<String, T> parse);

    /** One text or a list of them, of the profile's own; empty if absent. */
    default List<String> texts(String key) {
        return list(key, text -> text);
    }

    boolean has(String key);

    void error(String key, String error);
}
