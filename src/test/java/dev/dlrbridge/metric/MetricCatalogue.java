package dev.dlrbridge.metric;

import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.micrometer.core.instrument.Meter;
import io.micrometer.prometheus.PrometheusNamingConvention;
import java.lang.reflect.Field;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Every metric that the program defines, wherever it stands in the code. */
public final class MetricCatalogue {
    private static final PrometheusNamingConvention NAMING = new PrometheusNamingConvention();

    private MetricCatalogue() {}

    /** By name. */
    public static List<Metric> all() {
        return new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("dev.dlrbridge").stream()
                        .flatMap(type -> type.getFields().stream())
                        .filter(field -> field.getRawType().isEquivalentTo(Metric.class)
                                && field.getModifiers().contains(JavaModifier.STATIC))
                        .map(MetricCatalogue::value)
                        .sorted(Comparator.comparing(Metric::name))
                        .toList();
    }

    /** The name that queries use; a histogram's series add {@code _bucket}, {@code _sum}, {@code _count} and {@code _max}. */
    public static String prometheusName(Metric metric) {
        return NAMING.name(metric.name(), metric.type(), metric.unit());
    }

    /** The names of the series that a metric is exported as. */
    public static List<String> series(Metric metric) {
        String name = prometheusName(metric);
        return isHistogram(metric)
                ? Stream.of("_bucket", "_sum", "_count", "_max")
                        .map(name::concat)
                        .toList()
                : List.of(name);
    }

    static boolean isHistogram(Metric metric) {
        return metric.type() == Meter.Type.TIMER || metric.type() == Meter.Type.DISTRIBUTION_SUMMARY;
    }

    private static Metric value(JavaField field) {
        try {
            Field reflected = field.reflect();
            reflected.setAccessible(true);
            return (Metric) reflected.get(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
