package dev.dlrbridge.console;

import dev.dlrbridge.statistics.Statistic;
import dev.dlrbridge.web.Shade;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a gateway's reports of the last hours said, as a bar 100 wide.
 *
 * @param seconds how long it took on the average until a portal had what a report said; null when that is not known
 */
public record GatewayShare(String gateway, long reports, List<Part> parts, Double seconds) {

    /** The busiest first. */
    static List<GatewayShare> of(List<Statistic> figures) {
        return figures.stream()
                .collect(Collectors.groupingBy(Statistic::gateway, TreeMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .map(gateway -> share(gateway.getKey(), gateway.getValue()))
                .sorted(Comparator.comparingLong(GatewayShare::reports).reversed())
                .toList();
    }

    private static GatewayShare share(String gateway, List<Statistic> figures) {
        long all = figures.stream().mapToLong(Statistic::reports).sum();
        List<Part> parts = new ArrayList<>();
        double x = 0;
        for (Shade shade : Shade.values()) {
            long reports = shade.count(figures);
            double width = all == 0 ? 0 : 100.0 * reports / all;
            parts.add(new Part(shade, reports, Math.round(x * 10) / 10.0, Math.round(width * 10) / 10.0));
            x += width;
        }
        return new GatewayShare(gateway, all, parts, seconds(figures));
    }

    private static Double seconds(List<Statistic> figures) {
        List<Statistic> shown = figures.stream()
                .filter(figure -> figure.averageShownSeconds() != null)
                .toList();
        long number = shown.stream().mapToLong(Statistic::shown).sum();
        double sum = shown.stream()
                .mapToDouble(figure -> figure.averageShownSeconds() * figure.shown())
                .sum();
        return number == 0 ? null : Math.round(10 * sum / number) / 10.0;
    }

    /**
     * @param x its left edge
     * @param width in hundredths of all
     */
    public record Part(Shade shade, long reports, double x, double width) {}
}
