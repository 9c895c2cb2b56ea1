package dev.dlrbridge.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** What one benchmark found, as one table: printed, and written as Markdown and JSON. */
final class Figures {
    private final String name;
    private final String title;
    private final List<Figure> figures = new ArrayList<>();

    /** @param name of the benchmark, and of its files */
    Figures(String name) {
        this(name, "");
    }

    /** @param title what was done, in words */
    Figures(String name, String title) {
        this.name = name;
        this.title = title;
    }

    /** A figure without a limit to hold. */
    void add(String what, double value, String unit) {
        figures.add(new Figure(what, value, unit, "", OptionalDouble.empty(), ""));
    }

    /**
     * A figure beside the limit that was measured, or set, in the same run.
     *
     * @param limit what {@code ratio} is to, in words
     * @param threshold what the ratio must be, in words; empty when it is only told
     */
    void add(String what, double value, String unit, String limit, double ratio, String threshold) {
        figures.add(new Figure(what, value, unit, limit, OptionalDouble.of(ratio), threshold));
    }

    /** A figure that must not be lower than the threshold. */
    void atLeast(String what, double value, String unit, double threshold) {
        bounded(what, value, unit, threshold, "≥ ", value >= threshold);
    }

    /** A figure that must not be higher than the threshold. */
    void atMost(String what, double value, String unit, double threshold) {
        bounded(what, value, unit, threshold, "≤ ", value <= threshold);
    }

    private void bounded(String what, double value, String unit, double threshold, String relation, boolean holds) {
        OptionalDouble ratio = threshold == 0 ? OptionalDouble.empty() : OptionalDouble.of(value / threshold);
        String bound = relation + number(threshold);
        figures.add(new Figure(what, value, unit, "threshold", ratio, bound + (holds ? ": holds" : ": does NOT hold")));
    }

    void write(Path directory) throws IOException {
        Files.createDirectories(directory);
        String table =
                "## " + name + "\n\n" + (title.isEmpty() ? "" : title + "\n\n") + machine() + "\n\n" + markdown();
        System.out.println(table);
        Files.writeString(directory.resolve(name + ".md"), table);
        Files.writeString(directory.resolve(name + ".json"), json());
    }

    static String machine() {
        return "%s, %d cores, %s %s, Java %s"
                .formatted(
                        Instant.now().truncatedTo(ChronoUnit.SECONDS),
                        Runtime.getRuntime().availableProcessors(),
                        System.getProperty("os.name"),
                        System.getProperty("os.version"),
                        System.getProperty("java.runtime.version"));
    }

    private String markdown() {
        StringBuilder table =
                new StringBuilder("| figure | measured | ratio | to | must be |\n|---|---:|---:|---|---|\n");
        for (Figure f : figures) {
            String ratio = f.ratio.isPresent() ? String.format(Locale.ROOT, "%.2f", f.ratio.getAsDouble()) : "";
            table.append(String.format(
                    Locale.ROOT,
                    "| %s | %s | %s | %s | %s |%n",
                    f.what,
                    (number(f.value) + " " + f.unit).strip(),
                    ratio,
                    f.limit,
                    f.threshold));
        }
        return table.toString();
    }

    private String json() {
        List<String> members = new ArrayList<>();
        for (Figure f : figures) {
            members.add(String.format(
                    Locale.ROOT,
                    "    {\"figure\": \"%s\", \"value\": %.4f, \"unit\": \"%s\", \"to\": \"%s\", \"ratio\": %s, \"mustBe\": \"%s\"}",
                    f.what,
                    f.value,
                    f.unit,
                    f.limit,
                    f.ratio.isPresent() ? String.format(Locale.ROOT, "%.4f", f.ratio.getAsDouble()) : "null",
                    f.threshold));
        }
        return "{\n  \"benchmark\": \"%s\",\n  \"machine\": \"%s\",\n  \"figures\": [\n%s\n  ]\n}\n"
                .formatted(name, machine(), String.join(",\n", members));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value >= 100 ? "%,.0f" : "%.2f", value);
    }

    private record Figure(
            String what, double value, String unit, String limit, OptionalDouble ratio, String threshold) {}
}
