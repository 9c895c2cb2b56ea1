package dev.dlrbridge.gateway.reading;

import dev.dlrbridge.gateway.Reading;
import dev.dlrbridge.gateway.Report;
import java.util.ArrayList;
import java.util.List;

/** Gathers what the entries of one request turn out to be. */
final class ReadingBuilder {
    private final List<Report> reports = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private final List<Report> unknownStatus = new ArrayList<>();
    private int ignored;

    void report(Report report) {
        reports.add(report);
    }

    void ignored() {
        ignored++;
    }

    void problem(String problem) {
        problems.add(problem);
    }

    /** A report in order but for its word for the status, which is not in the table. */
    void unknownStatus(Report report) {
        unknownStatus.add(report);
        problem(Problem.STATUS_UNKNOWN);
    }

    /** Unreadable only if problems are all there is. */
    Reading build() {
        if (reports.isEmpty() && ignored == 0 && !problems.isEmpty()) {
            return new Reading.Unreadable(problems.get(0), unknownStatus);
        }
        return new Reading.Reports(reports, ignored, problems, unknownStatus);
    }
}
