package dev.dlrbridge.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.HdrHistogram.Histogram;

/** Throughput and latency of each second of a run, and a picture of both. */
final class Timeline {
    private static final int WIDTH = 800;
    private static final int HEIGHT = 200;
    private static final int MARGIN = 40;

    private final List<Histogram> seconds = new ArrayList<>();

    /** @param second of the answer, from 0 */
    void record(int second, long micros) {
        while (seconds.size() <= second) {
            seconds.add(new Histogram(3));
        }
        seconds.get(second).recordValue(micros);
    }

    /** What the percentile is in the median second, in milliseconds: a stall of the disk is that of one second. */
    double medianOf(double percentile) {
        double[] sorted = seconds.stream()
                .mapToDouble(second -> second.getValueAtPercentile(percentile) / 1e3)
                .sorted()
                .toArray();
        return sorted[sorted.length / 2];
    }

    /** Writes {@code name.svg}: answers per second above, milliseconds of the median and of 99 % below. */
    void draw(Path directory, String name, String title) throws IOException {
        Files.createDirectories(directory);
        String picture = """
                <svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" font-family="sans-serif" font-size="12">
                <rect width="100%%" height="100%%" fill="white"/>
                <text x="%d" y="20" font-size="14">%s</text>
                %s%s</svg>
                """.formatted(
                        WIDTH + 2 * MARGIN,
                        2 * HEIGHT + 5 * MARGIN,
                        MARGIN,
                        title,
                        panel(2 * MARGIN, "answers per second", List.of(Histogram::getTotalCount)),
                        panel(HEIGHT + 4 * MARGIN, "milliseconds: median, 99 %", List.of(millis(50), millis(99))));
        Files.writeString(directory.resolve(name + ".svg"), picture);
    }

    private static ToDoubleFunction<Histogram> millis(double percentile) {
        return second -> second.getValueAtPercentile(percentile) / 1000.0;
    }

    private String panel(int top, String title, List<ToDoubleFunction<Histogram>> lines) {
        double most = lines.stream()
                .flatMapToDouble(line -> seconds.stream().mapToDouble(line))
                .max()
                .orElse(1);
        StringBuilder panel = new StringBuilder(String.format(
                Locale.ROOT,
                "<text x='%d' y='%d'>%s, at most %.1f</text>%n<rect x='%d' y='%d' width='%d' height='%d' fill='none' stroke='grey'/>%n",
                MARGIN,
                top - 6,
                title,
                most,
                MARGIN,
                top,
                WIDTH,
                HEIGHT));
        String[] colours = {"steelblue", "firebrick"};
        for (int line = 0; line < lines.size(); line++) {
            panel.append("<polyline fill='none' stroke='%s' points='%s'/>%n"
                    .formatted(colours[line], points(top, lines.get(line), most)));
        }
        return panel.toString();
    }

    private String points(int top, ToDoubleFunction<Histogram> line, double most) {
        StringBuilder points = new StringBuilder();
        for (int second = 0; second < seconds.size(); second++) {
            double x = MARGIN + (double) WIDTH * second / Math.max(1, seconds.size() - 1);
            double y = top + HEIGHT * (1 - line.applyAsDouble(seconds.get(second)) / Math.max(most, 1e-9));
            points.append(String.format(Locale.ROOT, "%.1f,%.1f ", x, y));
        }
        return points.toString().strip();
    }
}
