package dev.dlrbridge.launch.remote;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code portals}. */
@Command(
        name = "portals",
        mixinStandardHelpOptions = true,
        description =
                "Lists portals: domain, member id, application, state, backlog, since when and why they are parked.")
public final class PortalsCommand extends Asking {
    @Option(names = "--application", paramLabel = "CLIENT_ID")
    private String application;

    @Option(names = "--state", paramLabel = "active|parked|uninstalled")
    private String state;

    @Option(names = "--domain", paramLabel = "BEGINNING")
    private String domain;

    @Override
    boolean ask(BridgeApi api) {
        api.each(
                "/portals",
                Query.of("application", application, "state", state, "domain", domain),
                portal -> print(
                        portal,
                        "domain",
                        "memberId",
                        "application",
                        "state",
                        "backlog",
                        "parkedSince",
                        "reason",
                        "reasonText"));
        return true;
    }
}
