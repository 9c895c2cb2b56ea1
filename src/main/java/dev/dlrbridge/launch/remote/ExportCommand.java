package dev.dlrbridge.launch.remote;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code export messages|portals|audit}. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = "Writes whole lists to standard output, as CSV or as one JSON object a line.")
public final class ExportCommand extends Asking {
    @Parameters(paramLabel = "messages|portals|audit", description = "Which list.")
    private Listing list;

    @Option(
            names = "--format",
            paramLabel = "csv|ndjson",
            defaultValue = "CSV",
            description = "csv unless told otherwise.")
    private Format format;

    @Option(names = "--application", paramLabel = "CLIENT_ID")
    private String application;

    @Option(names = "--member", paramLabel = "MEMBER_ID")
    private String memberId;

    @Option(names = "--domain", paramLabel = "BEGINNING")
    private String domain;

    @Option(names = "--state", paramLabel = "STATE")
    private String state;

    @Option(names = "--status", paramLabel = "STATUS")
    private String status;

    @Option(names = "--gateway", paramLabel = "NAME")
    private String gateway;

    @Option(names = "--from", paramLabel = "TIME", description = "Such as 2026-06-01T00:00:00Z.")
    private String from;

    @Option(names = "--to", paramLabel = "TIME")
    private String to;

    @Override
    boolean ask(BridgeApi api) {
        Map<String, String> query = Query.of(
                "application",
                application,
                "memberId",
                memberId,
                "domain",
                domain,
                "state",
                state,
                "status",
                status,
                "gateway",
                gateway,
                list == Listing.AUDIT ? "since" : "from",
                from,
                list == Listing.AUDIT ? "until" : "to",
                to);
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                api.open("/" + list.name().toLowerCase(Locale.ROOT), query, format.media), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                print(line);
            }
            return true;
        } catch (IOException e) {
            throw new RefusedException("The list broke off: it is not whole");
        }
    }

    /** As the API calls them. */
    private enum Listing {
        MESSAGES,
        PORTALS,
        AUDIT
    }

    private enum Format {
        CSV("text/csv"),
        NDJSON("application/x-ndjson");

        private final String media;

        Format(String media) {
            this.media = media;
        }
    }
}
