package dev.dlrbridge.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.openjdk.jmh.runner.options.WarmupMode;

/**
 * What checking and reading one report takes, for each gateway, beside parsing the same bytes and nothing more.
 *
 * <p>All in one process and warmed up together, as in the bridge: code that was compiled for one gateway alone would be
 * faster than any bridge's.
 */
final class ReadingBenchmark {
    private static final TimeValue WARM_UP = TimeValue.milliseconds(400);
    private static final TimeValue ROUND = TimeValue.milliseconds(300);
    private static final int ROUNDS = 2;

    private ReadingBenchmark() {}

    /** Prints a table, and leaves it in the directory. */
    static void run(Path directory) throws IOException, RunnerException {
        Map<String, Double> read = new TreeMap<>();
        Map<String, Double> parsed = new TreeMap<>();
        for (RunResult result : measure()) {
            String name = result.getParams().getParam("name");
            boolean whole = result.getPrimaryResult().getLabel().equals("checkAndRead");
            double microseconds = result.getPrimaryResult().getStatistics().getPercentile(50) / 1000;
            (whole ? read : parsed).put(name, microseconds);
        }
        figures(read, parsed).write(directory);
    }

    private static Iterable<RunResult> measure() throws RunnerException {
        return new Runner(new OptionsBuilder()
                        .include(OneReport.class.getName())
                        .param("name", OneReport.names())
                        .forks(0)
                        .warmupMode(WarmupMode.BULK)
                        .warmupIterations(1)
                        .warmupTime(WARM_UP)
                        .measurementIterations(ROUNDS)
                        .measurementTime(ROUND)
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .run();
    }

    private static Figures figures(Map<String, Double> read, Map<String, Double> parsed) {
        Figures figures = new Figures("reading", "Median time to check and read one report, on one core");
        Map<OneReport.Form, List<Double>> byForm = new EnumMap<>(OneReport.Form.class);
        read.forEach((name, microseconds) -> {
            OneReport.Form form = OneReport.formOf(name);
            boolean asymmetric = OneReport.isAsymmetric(name);
            if (!asymmetric) {
                byForm.computeIfAbsent(form, absent -> new ArrayList<>()).add(microseconds);
            }
            String kept = microseconds <= form.mostMicroseconds ? "holds" : "does NOT hold";
            figures.add(
                    name,
                    microseconds,
                    "µs",
                    form.parser,
                    microseconds / parsed.get(name),
                    asymmetric ? "(asymmetric)" : "≤ %.0f µs: %s".formatted(form.mostMicroseconds, kept));
        });
        byForm.forEach((form, all) ->
                figures.atMost("slowest " + form.word, Statistics.quantile(all, 1), "µs", form.mostMicroseconds));
        return figures;
    }
}
