package dev.dlrbridge.gateway;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Decoded name and value pairs of a query or form, in order of appearance; reading stops after {@value #MAXIMUM}. */
public final class Parameters {
    /** The most parameters that are read; a genuine report has a few hundred at most. */
    public static final int MAXIMUM = 1000;

    /** Fewer are searched faster one by one. */
    private static final int WORTH_AN_INDEX = 32;

    public static final Parameters EMPTY = new Parameters(List.of(), false);

    private final List<Parameter> pairs;
    private final boolean tooMany;
    private Map<String, String> firstOfEach;

    private Parameters(List<Parameter> pairs, boolean tooMany) {
        this.pairs = pairs;
        this.tooMany = tooMany;
    }

    /** One decoded pair; neither part is null. */
    public record Parameter(String name, String value) {}

    /** Decodes a query string, with one character for each byte; null and empty give no parameters. */
    static Parameters ofQuery(String rawQuery, Charset charset) {
        return rawQuery == null ? EMPTY : ofForm(rawQuery.getBytes(StandardCharsets.ISO_8859_1), charset);
    }

    /** Decodes {@code application/x-www-form-urlencoded}; wrong escapes stay as they are. */
    static Parameters ofForm(byte[] form, Charset charset) {
        if (form.length == 0) {
            return EMPTY;
        }
        List<Parameter> pairs = new ArrayList<>();
        FormDecoder decoder = new FormDecoder(form, charset);
        for (Parameter pair = decoder.next(); pair != null; pair = decoder.next()) {
            if (pairs.size() == MAXIMUM) {
                return new Parameters(pairs, true);
            }
            pairs.add(pair);
        }
        return new Parameters(pairs, false);
    }

    /** Pairs that are decoded already. */
    public static Parameters ofPairs(List<Parameter> pairs) {
        boolean tooMany = pairs.size() > MAXIMUM;
        return new Parameters(tooMany ? pairs.subList(0, MAXIMUM) : pairs, tooMany);
    }

    /** Those that may be seen. */
    public Parameters only(Predicate<Parameter> seen) {
        return new Parameters(pairs.stream().filter(seen).toList(), tooMany);
    }

    /** The first value of the name, or null. */
    public String first(String name) {
        if (pairs.size() >= WORTH_AN_INDEX) {
            return index().get(name);
        }
        for (Parameter pair : pairs) {
            if (pair.name().equals(name)) {
                return pair.value();
            }
        }
        return null;
    }

    /** So that a list of reports whose fields are parameters is read in one step a field. */
    private Map<String, String> index() {
        if (firstOfEach == null) {
            Map<String, String> first = new HashMap<>();
            pairs.forEach(pair -> first.putIfAbsent(pair.name(), pair.value()));
            firstOfEach = first;
        }
        return firstOfEach;
    }

    /** All pairs in order of appearance. */
    public List<Parameter> pairs() {
        return pairs;
    }

    /** Whether there were more than {@value #MAXIMUM} parameters, of which the rest was not read. */
    public boolean tooMany() {
        return tooMany;
    }

    /** Tells only how many there are: values are phone numbers and keys. */
    @Override
    public String toString() {
        return "Parameters[" + pairs.size() + "]";
    }
}
