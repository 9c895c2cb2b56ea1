package dev.dlrbridge.metric;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dlrbridge.testing.GeneratedPage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** {@code docs/metrics.md}, and the rules that every metric keeps. */
class MetricsPageTest {
    /** Each has few values, and none that names a portal, a message or a person. */
    private static final Set<String> LABELS = Set.of(
            "gateway",
            "outcome",
            "reason",
            "status",
            "disposition",
            "state",
            "at_least",
            "table",
            "port",
            "place",
            "kind");

    private static final String START = """
            # Metrics

            The bridge's own metrics, on the management port at `/q/metrics`; made from the code by `MetricsPageTest`. Beside
            them stand those of the JVM and of the database pool. A histogram is exported as `_bucket`, `_sum` and `_count`, and
            its largest value of the last minutes as `_max`. Of the bounds only those below are buckets.

            What one replica shows for all is shown by whichever has the duty: read it with `max without (pod, instance)`.
            Everything else is of each replica by itself, and is to be summed. `gateway` is the name of a known profile, or
            `unknown`.

            | name | kind | labels | tells |
            |---|---|---|---|
            """;

    @Test
    void shouldTellOfEveryMetric() throws IOException {
        String rows = MetricCatalogue.all().stream().map(MetricsPageTest::row).collect(Collectors.joining());

        GeneratedPage.assertCurrent(Path.of("docs/metrics.md"), START + rows);
    }

    @Test
    void shouldKeepOneSchemeOfNamesAndFewLabels() {
        assertThat(MetricCatalogue.all()).hasSizeGreaterThan(20).allSatisfy(metric -> {
            assertThat(MetricCatalogue.prometheusName(metric)).matches("dlrbridge(_[a-z]+)+");
            assertThat(metric.description()).isNotBlank().doesNotContain("|");
            assertThat(LABELS).containsAll(metric.labels());
            assertThat(metric.labels()).hasSizeLessThanOrEqualTo(3);
            assertThat(metric.buckets()).isSorted();
        });
        assertThat(MetricCatalogue.all().stream().map(MetricCatalogue::prometheusName))
                .doesNotHaveDuplicates();
    }

    private static String row(Metric metric) {
        return "| `%s` | %s | %s | %s |%n"
                .formatted(
                        MetricCatalogue.prometheusName(metric),
                        kind(metric),
                        metric.labels().stream().map(label -> "`" + label + "`").collect(Collectors.joining(", ")),
                        metric.description() + bounds(metric.buckets()));
    }

    private static String kind(Metric metric) {
        return MetricCatalogue.isHistogram(metric)
                ? "histogram"
                : metric.type().name().toLowerCase(Locale.ROOT);
    }

    private static String bounds(List<Double> buckets) {
        return buckets.isEmpty()
                ? ""
                : " (bounds: "
                        + buckets.stream()
                                .map(bound -> bound == Math.rint(bound)
                                        ? String.valueOf(bound.longValue())
                                        : String.valueOf(bound))
                                .collect(Collectors.joining(", "))
                        + ")";
    }
}
