package dev.dlrbridge.web;

import dev.dlrbridge.statistics.Statistic;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How many reports came in each of the last hours, as a chart {@value #HEIGHT} high and 30 wide for each hour.
 *
 * @param most of one hour
 */
public record HourChart(List<Hour> hours, long reports, long most) {
    public static final int HOURS = 24;
    private static final int HEIGHT = 160;
    private static final int WIDTH = 30;

    /** @param first hour of the chart */
    public static HourChart of(List<Statistic> figures, Instant first) {
        List<List<Statistic>> byHour = IntStream.range(0, HOURS)
                .mapToObj(index -> first.plus(index, ChronoUnit.HOURS))
                .map(hour -> figures.stream()
                        .filter(figure -> figure.hour().equals(hour))
                        .toList())
                .toList();
        long most = byHour.stream().mapToLong(HourChart::sum).max().orElse(0);
        List<Hour> hours = IntStream.range(0, HOURS)
                .mapToObj(index -> hour(byHour.get(index), first.plus(index, ChronoUnit.HOURS), index * WIDTH, most))
                .toList();
        return new HourChart(hours, sum(figures), most);
    }

    private static Hour hour(List<Statistic> figures, Instant start, int x, long most) {
        List<Part> parts = new ArrayList<>();
        int ground = HEIGHT;
        for (Shade shade : Shade.values()) {
            long reports = shade.count(figures);
            // What is there is seen, be it ever so little.
            int height = reports == 0 ? 0 : Math.max(1, (int) Math.round((double) HEIGHT * reports / most));
            ground -= height;
            parts.add(new Part(shade, reports, Math.max(0, ground), height));
        }
        return new Hour(start, x, sum(figures), parts);
    }

    private static long sum(List<Statistic> figures) {
        return figures.stream().mapToLong(Statistic::reports).sum();
    }

    /** @param x its left edge */
    public record Hour(Instant start, int x, long reports, List<Part> parts) {
        /** The axis has room for each fourth. */
        public boolean isNamed() {
            return start.truncatedTo(ChronoUnit.HOURS).getEpochSecond() / 3600 % 4 == 0;
        }
    }

    /** @param y its upper edge */
    public record Part(Shade shade, long reports, int y, int height) {}
}
