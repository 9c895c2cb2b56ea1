package dev.dlrbridge.gateway.signature;

import dev.dlrbridge.gateway.Parameters.Parameter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Parameters in the orders in which vendors sign them. */
final class SortedParameters {
    private static final Comparator<Parameter> BY_NAME = Comparator.comparing(Parameter::name);

    private SortedParameters() {}

    /** By name, and those of one name by value. */
    static List<Parameter> of(List<Parameter> pairs) {
        return sorted(pairs, BY_NAME.thenComparing(Parameter::value));
    }

    /** Likewise, and of equal pairs one. */
    static List<Parameter> distinct(List<Parameter> pairs) {
        return of(pairs).stream().distinct().toList();
    }

    /** By name, and those of one name as they came. */
    static List<Parameter> byName(List<Parameter> pairs) {
        return sorted(pairs, BY_NAME);
    }

    private static List<Parameter> sorted(List<Parameter> pairs, Comparator<Parameter> order) {
        List<Parameter> sorted = new ArrayList<>(pairs);
        sorted.sort(order);
        return sorted;
    }
}
