package dev.dlrbridge.web;

import dev.dlrbridge.statistics.Statistic;
import java.util.Collection;
import java.util.Locale;
import java.util.function.Predicate;

/** What charts tell reports apart by, from the ground up. */
public enum Shade {
    DELIVERED("delivered"::equals),
    LOST(status -> status.equals("undelivered") || status.equals("failed")),
    UNDER_WAY(status -> status.equals("queued") || status.equals("sent")),
    NOT_UNDERSTOOD("not-understood"::equals);

    private final Predicate<String> status;

    Shade(Predicate<String> status) {
        this.status = status;
    }

    /** By which pages name and colour it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** How many of these it stands for. */
    public long count(Collection<Statistic> figures) {
        return figures.stream()
                .filter(figure -> status.test(figure.status()))
                .mapToLong(Statistic::reports)
                .sum();
    }
}
