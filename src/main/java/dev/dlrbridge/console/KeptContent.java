package dev.dlrbridge.console;

import dev.dlrbridge.quarantine.KeptRequests.Revealed;
import java.util.List;
import java.util.stream.Collectors;

/** What a request in quarantine says, as it came; holds personal data. */
public record KeptContent(String query, String headers, String body) {
    static KeptContent of(Revealed revealed) {
        return new KeptContent(
                ReportRow.text(revealed.query()),
                revealed.headers().entrySet().stream()
                        .flatMap(header -> lines(header.getKey(), header.getValue()).stream())
                        .collect(Collectors.joining("\n")),
                ReportRow.text(revealed.body()));
    }

    private static List<String> lines(String name, List<String> values) {
        return values.stream().map(value -> name + ": " + value).toList();
    }

    @Override
    public String toString() {
        return "KeptContent";
    }
}
