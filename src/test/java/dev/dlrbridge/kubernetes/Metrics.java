package dev.dlrbridge.kubernetes;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The series that the bridge exports, each with its labels, by the page that is made from the code; and the JVM's. */
final class Metrics {
    private static final Path PAGE = Path.of("docs", "metrics.md");
    private static final Pattern ROW = Pattern.compile("\\| `(\\w+)` \\| (\\w+) \\| (.*?) \\| .* \\|");
    private static final Pattern WORD = Pattern.compile("`(\\w+)`");

    private final Map<String, Set<String>> labelsOf = new HashMap<>();

    private Metrics() {}

    static Metrics exported() throws IOException {
        Metrics metrics = new Metrics();
        Matcher row = ROW.matcher(Files.readString(PAGE));
        while (row.find()) {
            metrics.add(row.group(1), row.group(2), words(row.group(3)));
        }
        metrics.addVirtualMachine();
        return metrics;
    }

    boolean has(String series) {
        return labelsOf.containsKey(series);
    }

    boolean hasLabel(String series, String label) {
        return labelsOf.get(series).contains(label);
    }

    private void add(String name, String kind, Set<String> labels) {
        if (kind.equals("histogram")) {
            for (String suffix : List.of("_sum", "_count", "_max")) {
                labelsOf.put(name + suffix, labels);
            }
            Set<String> ofBuckets = new TreeSet<>(labels);
            ofBuckets.add("le");
            labelsOf.put(name + "_bucket", ofBuckets);
        } else {
            labelsOf.put(name, labels);
        }
    }

    /** As Quarkus binds them; a pause is timed only after there was one, so that it is named here. */
    private void addVirtualMachine() {
        MeterRegistry registry = new SimpleMeterRegistry();
        new JvmMemoryMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        registry.getMeters().forEach(meter -> add(named(meter.getId()), "gauge", labels(meter.getId())));
        add("jvm_gc_pause_seconds", "histogram", Set.of("action", "cause", "gc"));
    }

    private static String named(Meter.Id meter) {
        String name = meter.getName().replace('.', '_');
        return meter.getBaseUnit() == null || name.endsWith(meter.getBaseUnit())
                ? name
                : name + "_" + meter.getBaseUnit();
    }

    private static Set<String> labels(Meter.Id meter) {
        return meter.getTags().stream().map(Tag::getKey).collect(Collectors.toSet());
    }

    private static Set<String> words(String cell) {
        return WORD.matcher(cell).results().map(found -> found.group(1)).collect(Collectors.toCollection(TreeSet::new));
    }
}
