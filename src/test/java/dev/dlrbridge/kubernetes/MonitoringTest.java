package dev.dlrbridge.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.dlrbridge.testing.Programs;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Alerts and panels ask for what the bridge exports, and each alert says what to do. */
class MonitoringTest {
    private static final Path MONITORING = Path.of("k8s", "monitoring");
    private static final Path RULES = MONITORING.resolve("prometheus-rule.yaml");
    private static final Path RULE_TESTS = Path.of("src", "test", "resources", "kubernetes", "alerts.yaml");
    private static final Path RUNBOOKS = Path.of("docs", "operations.md");
    private static final String PAGE = "https://git.example.com/dlr-bridge/blob/main/docs/operations.md";
    /** What Prometheus itself adds to each series. */
    private static final Set<String> OF_PROMETHEUS = Set.of("pod", "instance", "job", "namespace");

    static List<Rule> alerts() throws IOException {
        JsonNode document = Model.documents(Files.readString(RULES)).get(0);
        return Model.read(document, PrometheusRule.class).getSpec().getGroups().stream()
                .flatMap(group -> group.getRules().stream())
                .toList();
    }

    static Stream<JsonNode> panels() throws IOException {
        JsonNode dashboard = new ObjectMapper()
                .readTree(MONITORING.resolve("dlr-bridge-dashboard.json").toFile());
        return StreamSupport.stream(dashboard.path("panels").spliterator(), false)
                .filter(panel -> !panel.path("type").asText().equals("row"));
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void shouldAlertByExportedMetricsOnly(Rule alert) throws IOException {
        asksForExportedMetricsOnly(alert.getAlert(), alert.getExpr().getStrVal());
    }

    @ParameterizedTest
    @MethodSource("panels")
    void shouldShowExportedMetricsOnly(JsonNode panel) throws IOException {
        assertThat(panel.path("targets")).isNotEmpty();
        for (JsonNode target : panel.path("targets")) {
            asksForExportedMetricsOnly(
                    panel.path("title").asText(), target.path("expr").asText());
        }
    }

    private static void asksForExportedMetricsOnly(String name, String expr) throws IOException {
        Metrics exported = Metrics.exported();
        Expression expression = Expression.of(expr);
        assertThat(expression.series()).as(name).isNotEmpty().allMatch(exported::has);
        Set<String> labels = new TreeSet<>(expression.labels());
        labels.removeAll(OF_PROMETHEUS);
        assertThat(labels)
                .as(name)
                .allMatch(label -> expression.series().stream().allMatch(series -> exported.hasLabel(series, label)));
    }

    /** One Prometheus may see several cells: what is summed over them hides the small one's trouble. */
    @ParameterizedTest
    @MethodSource("alerts")
    void shouldAlertForEachCellByItself(Rule alert) {
        assertThat(alert.getExpr().getStrVal().replaceAll("\\b(sum|max|group) by \\(namespace[,)]", ""))
                .as(alert.getAlert())
                .doesNotContainPattern("\\b(sum|max|min|avg|count|group)\\b");
        assertThat(alert.getAnnotations().get("summary")).startsWith("{{ $labels.namespace }}: ");
    }

    @ParameterizedTest
    @MethodSource("panels")
    void shouldShowOneCellAndSayWhatANativeExecutableDoesNotMeasure(JsonNode panel) {
        for (JsonNode target : panel.path("targets")) {
            String expr = target.path("expr").asText();
            assertThat(expr.replaceAll("\\w+\\{namespace=\"\\$namespace\"", ""))
                    .doesNotContain("dlrbridge_", "jvm_", "process_");
            assertThat(panel.path("description").asText().contains("native executable"))
                    .isEqualTo(expr.contains("jvm_gc_"));
        }
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void shouldHaveARunbookForEachAlert(Rule alert) throws IOException {
        String name = alert.getAlert();

        assertThat(alert.getLabels().get("severity")).isIn("critical", "warning", "info");
        assertThat(alert.getAnnotations())
                .containsKey("summary")
                .containsEntry("runbook_url", PAGE + "#" + name.toLowerCase(java.util.Locale.ROOT));
        assertThat(Files.readString(RUNBOOKS)).contains("\n### " + name + "\n");
    }

    @Test
    void shouldHaveNoRunbookWithoutAnAlert() throws IOException {
        Set<String> names = alerts().stream().map(Rule::getAlert).collect(Collectors.toSet());

        assertThat(Files.readString(RUNBOOKS).lines().filter(line -> line.startsWith("### DlrBridge")))
                .isNotEmpty()
                .allMatch(heading -> names.contains(heading.substring("### ".length())));
    }

    @Test
    void shouldAlertAsIntendedAndByRulesThatPrometheusTakes(@TempDir Path directory) throws Exception {
        assumeTrue(Programs.isOnPath("promtool"), "Alert rules are not tried: there is no promtool here");
        JsonNode groups = Model.documents(Files.readString(RULES)).get(0).path("spec");
        new YAMLMapper().writeValue(directory.resolve("rules.yaml").toFile(), groups);
        Files.copy(RULE_TESTS, directory.resolve("alerts.yaml"));

        for (List<String> words : List.of(
                List.of("promtool", "check", "rules", "rules.yaml"),
                List.of("promtool", "test", "rules", "alerts.yaml"))) {
            Process promtool = new ProcessBuilder(words)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .start();
            String output = new String(promtool.getInputStream().readAllBytes());
            assertThat(promtool.waitFor()).as(output).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "sum by (a) (rate(x_total{b=\"c d\"}[5m])) / on (e) y > 1; x_total y; a b e",
                "absent(x); x; ''",
                "histogram_quantile(0.99, sum by (le) (rate(x_bucket[$__rate_interval]))); x_bucket; le",
                "max without (pod) (x) > 5 or sum(y) > 1e3; x y; pod"
            })
    void shouldFindNamesInExpressions(String text, String series, String labels) {
        Expression expression = Expression.of(text);

        assertThat(String.join(" ", new TreeSet<>(expression.series()))).isEqualTo(series);
        assertThat(String.join(" ", new TreeSet<>(expression.labels()))).isEqualTo(labels);
    }

    @Test
    void shouldKnowOnlyWhatIsExported() throws IOException {
        Metrics exported = Metrics.exported();

        assertThat(exported.has("dlrbridge_journal_commit_seconds_bucket")).isTrue();
        assertThat(exported.hasLabel("dlrbridge_journal_commit_seconds_bucket", "le"))
                .isTrue();
        assertThat(exported.has("dlrbridge_journal_commit_seconds")).isFalse();
        assertThat(exported.has("dlrbridge_journal_commits_total")).isFalse();
        assertThat(exported.hasLabel("dlrbridge_portals", "member")).isFalse();
    }
}
