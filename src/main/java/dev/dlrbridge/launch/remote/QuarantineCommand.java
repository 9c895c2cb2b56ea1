package dev.dlrbridge.launch.remote;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code quarantine}. */
@Command(
        name = "quarantine",
        mixinStandardHelpOptions = true,
        description = "Lists the latest requests in quarantine: time, gateway, words that nobody knows, reason, domain,"
                + " member id, application, id.")
public final class QuarantineCommand extends Asking {
    @Option(names = "--gateway", paramLabel = "NAME")
    private String gateway;

    @Option(names = "--limit", paramLabel = "N", defaultValue = "100", description = "At most so many; 1 to 1000.")
    private String limit;

    @Override
    boolean ask(BridgeApi api) {
        JsonNode entries = api.get("/quarantine", Query.of("gateway", gateway, "limit", limit));
        entries.path("items")
                .forEach(entry -> print(
                        entry,
                        "receivedAt",
                        "gateway",
                        "unknownWords",
                        "reason",
                        "domain",
                        "memberId",
                        "application",
                        "id"));
        return true;
    }
}
