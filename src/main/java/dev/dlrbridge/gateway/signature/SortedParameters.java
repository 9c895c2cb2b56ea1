package dev.dlrbridge.gateway.signature;

import dev.dlrbridge.gateway.Parameters.Parameter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Parameters in the order in which several vendors sign them: by name, and those of one name by value. */
final class SortedParameters {
    private static final Comparator<Parameter> BY_NAME_AND_VALUE =
            Comparator.comparing(Parameter::name).thenComparing(Parameter::value);

    private SortedParameters() {}

    static List<Parameter> of(List<Parameter> pairs) {
        List<Parameter> sorted = new ArrayList<>(pairs);
        sorted.sort(BY_NAME_AND_VALUE);
        return sorted;
    }
}
