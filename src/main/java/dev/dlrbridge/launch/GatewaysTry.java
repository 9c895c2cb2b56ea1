package dev.dlrbridge.launch;

import dev.dlrbridge.gateway.Callback;
import dev.dlrbridge.gateway.Gateway;
import dev.dlrbridge.gateway.Gateways;
import dev.dlrbridge.gateway.InWords;
import dev.dlrbridge.gateway.Reading;
import dev.dlrbridge.gateway.Report;
import dev.dlrbridge.gateway.Sample;
import dev.dlrbridge.gateway.Secrets;
import dev.dlrbridge.gateway.Trust;
import dev.dlrbridge.gateway.Verdict;
import dev.dlrbridge.gateway.profile.InvalidProfilesException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** {@code gateways try}: what the bridge would understand of one raw request, and why not. */
final class GatewaysTry {
    private final PrintStream out;
    private final Map<String, String> secrets = new HashMap<>();
    private final Map<String, String> settings = new HashMap<>();
    private Path directory;
    private String url;
    private Instant now = Instant.now();

    private GatewaysTry(PrintStream out) {
        this.out = out;
    }

    /** Name, file and options; 0 if the request was authentic and understood. */
    static int run(InputStream in, PrintStream out, String... arguments) {
        GatewaysTry command = new GatewaysTry(out);
        try {
            for (int at = 2; at < arguments.length; at += 2) {
                command.take(arguments[at], at + 1 < arguments.length ? arguments[at + 1] : "");
            }
            byte[] request = arguments[1].equals("-") ? in.readAllBytes() : Files.readAllBytes(Path.of(arguments[1]));
            return command.run(arguments[0], request);
        } catch (IllegalArgumentException misused) {
            out.println(misused.getMessage());
            return GatewaysCommand.MISUSED;
        } catch (InvalidProfilesException wrong) {
            out.println(wrong.getMessage());
        } catch (IOException unreadable) {
            out.println(arguments[1] + ": cannot be read");
        }
        return GatewaysCommand.WRONG;
    }

    private void take(String option, String value) {
        switch (option) {
            case "--secret" -> put(secrets, option, value);
            case "--setting" -> put(settings, option, value);
            case "--url" -> url = value;
            case "--directory" -> directory = Path.of(value);
            case "--clock" -> now = time(value);
            default -> throw new IllegalArgumentException(option + ": is unknown");
        }
    }

    private static void put(Map<String, String> values, String option, String value) {
        int equals = value.indexOf('=');
        if (equals < 1) {
            throw new IllegalArgumentException(option + ": must be NAME=VALUE");
        }
        values.put(value.substring(0, equals), value.substring(equals + 1));
    }

    private static Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("--clock: must be a time like 2026-11-23T14:05:00Z", e);
        }
    }

    private int run(String name, byte[] request) {
        Gateways known =
                directory == null ? Gateways.builtIn() : Gateways.builtIn().withDirectory(directory);
        Gateway gateway = known.find(name).orElse(null);
        if (gateway == null) {
            out.println(name + ": there is no such gateway");
            return GatewaysCommand.WRONG;
        }
        List<String> errors = gateway.checkChannel(secrets, settings);
        if (!errors.isEmpty()) {
            out.println("No channel could be made so:");
            errors.forEach(error -> out.println("  " + error));
            return GatewaysCommand.WRONG;
        }
        try {
            return judge(gateway, Sample.callback(request, url == null ? "" : url));
        } catch (IOException e) {
            out.println("The request: " + e.getMessage());
            return GatewaysCommand.WRONG;
        }
    }

    private int judge(Gateway gateway, Callback callback) {
        boolean isProbe = gateway.isProbe(callback, settings);
        if (!isProbe && !gateway.methods().contains(callback.method())) {
            out.println("answer: 405, since the profile does not have the method " + callback.method());
            return GatewaysCommand.WRONG;
        }
        Map<String, List<String>> values = new HashMap<>();
        secrets.forEach((name, value) -> values.put(name, List.of(value)));
        Secrets given = new Secrets(values);
        Verdict verdict = gateway.verify(callback, new Trust(given, settings, now));
        out.println("verdict: " + InWords.of(verdict));
        if (!(verdict instanceof Verdict.Authentic)) {
            out.println("answer: 401");
            if (url == null) {
                out.println("Where the signature covers the public address, say it by --url.");
            }
            return GatewaysCommand.WRONG;
        }
        return tell(gateway.read(callback, given, settings), gateway);
    }

    private int tell(Reading reading, Gateway gateway) {
        out.println("reading: " + InWords.of(reading));
        if (reading instanceof Reading.Reports read) {
            read.reports().forEach(this::tell);
        }
        reading.unknownStatus().forEach(report -> {
            tell(report);
            out.println("  The profile does not know this word: it needs a row in its statuses, or in the channel's.");
        });
        boolean isChallenge = reading instanceof Reading.Challenge;
        if (!isChallenge) {
            out.println("answer: " + InWords.of(gateway.reply(settings)));
        }
        boolean isUnderstood = reading instanceof Reading.Reports reports
                ? reports.problems().isEmpty() && reports.unknownStatus().isEmpty()
                : !(reading instanceof Reading.Unreadable);
        if (!isUnderstood) {
            out.println("The request would be kept in quarantine.");
        }
        return isUnderstood ? 0 : GatewaysCommand.WRONG;
    }

    private void tell(Report report) {
        out.println("report:");
        out.println(InWords.of(report));
    }
}
