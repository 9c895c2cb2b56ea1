package dev.dlrbridge.launch.remote;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code find Q}. */
@Command(
        name = "find",
        mixinStandardHelpOptions = true,
        description =
                "Finds by a domain, any id, a callback URL or its key, a gateway's own id, or a recipient's number."
                        + " Prints kind, id, domain, member id, application, note and path of each; exit code 1 when there is none.")
public final class FindCommand extends Asking {
    @Parameters(paramLabel = "Q", description = "What is at hand.")
    private String text;

    @Override
    boolean ask(BridgeApi api) {
        JsonNode found = api.get("/search", Map.of("q", text)).path("items");
        found.forEach(item -> print(item, "kind", "id", "domain", "memberId", "application", "note", "path"));
        return !found.isEmpty();
    }
}
