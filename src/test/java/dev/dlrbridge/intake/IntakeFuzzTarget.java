package dev.dlrbridge.intake;

import dev.dlrbridge.fuzz.FuzzedRequest;
import dev.dlrbridge.gateway.Callback;
import dev.dlrbridge.gateway.Gateway;
import dev.dlrbridge.gateway.Gateways;
import dev.dlrbridge.intake.vendor.CachedCertificates;
import dev.dlrbridge.intake.vendor.VendorSite;
import dev.dlrbridge.job.Jobs;
import dev.dlrbridge.journal.Entry;
import dev.dlrbridge.net.ClientAddress;
import dev.dlrbridge.quarantine.Kept;
import dev.dlrbridge.tenant.Channel;
import dev.dlrbridge.tenant.callback.CallbackPath;
import dev.dlrbridge.tenant.callback.CallbackUrls;
import dev.dlrbridge.tenant.setting.ChannelSettings;
import dev.dlrbridge.testing.Outside;
import dev.dlrbridge.trace.Failures;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Takes a request from its path to what would be journalled, as the channel of the gateway that its path names: it is
 * answered with a known status or read, what is kept is the same when it is opened, and no secret is shown of it.
 */
public final class IntakeFuzzTarget {
    private static final String KEY = "0123456789012345678901";
    private static final String SECRET = "secret nobody knows";
    private static final Pattern MESSAGE_ID = Pattern.compile("[0-9a-f]{32}");
    private static final Set<Integer> REFUSALS = Set.of(401, 404, 405, 415);
    private static final Gateways GATEWAYS = Gateways.builtIn();
    private static final ClientAddress CLIENTS =
            new ClientAddress(Outside.behind("127.0.0.0/8", "10.0.0.0/8"), Clock.systemUTC());
    private static final CallbackUrls URLS = new CallbackUrls(Outside.at(URI.create(FuzzedRequest.BASE)));
    private static final RequestCheck CHECK = check();

    private IntakeFuzzTarget() {}

    /** Called by Jazzer at first, since it is the longest step when every class is instrumented. */
    public static void fuzzerInitialize() {
        fuzzerTestOneInput(new byte[0]);
    }

    /** Called by Jazzer for each input. */
    public static void fuzzerTestOneInput(byte[] input) {
        FuzzedRequest fuzzed = FuzzedRequest.of(input);
        Callback request = fuzzed.callback();
        Optional<CallbackPath> parsed = CallbackPath.parse(fuzzed.path());
        Gateway gateway = gateway(fuzzed.path());
        CallbackPath path = parsed.orElse(new CallbackPath(gateway.name(), KEY, null));
        check(checked(request, path, gateway, Map.of()), gateway);
        check(checked(request, path, gateway, secrets(gateway)), gateway);
        keep(request);
        CLIENTS.of(request.peer(), request.headers());
    }

    private static Gateway gateway(String path) {
        String[] parts = path.split("/");
        return GATEWAYS.find(parts.length > 2 ? parts[2] : "")
                .orElseGet(() -> GATEWAYS.find("kannel").orElseThrow());
    }

    /** @return null when a vendor's host would have to be asked first */
    private static Checked checked(
            Callback request, CallbackPath path, Gateway gateway, Map<String, List<String>> secrets) {
        Channel channel = new Channel(
                new UUID(1, 1),
                new UUID(1, 2),
                "account",
                "client",
                "acme.bitrix24.de",
                gateway.name(),
                "sender",
                secrets,
                ChannelSettings.of(Map.of()),
                MESSAGE_ID);
        try {
            return CHECK.of(request, new Caller.Known(path, channel, gateway))
                    .await()
                    .indefinitely();
        } catch (NothingThere e) {
            return null;
        }
    }

    private static Map<String, List<String>> secrets(Gateway gateway) {
        return gateway.profile().secrets().stream()
                .collect(Collectors.toMap(secret -> secret.name(), secret -> List.of(SECRET)));
    }

    private static void check(Checked checked, Gateway gateway) {
        if (checked instanceof Checked.Answered answered) {
            int status = answered.answer().status();
            require(status / 100 == 2 || REFUSALS.contains(status), gateway.name() + " is answered " + status);
        } else if (checked instanceof Checked.Read read) {
            read.problems().forEach(problem -> require(!problem.isBlank(), "a problem has no name"));
            read.entries().forEach(entry -> check(entry));
            read.unknownStatus().forEach(entry -> check(entry));
        }
    }

    private static void check(Entry entry) {
        String messageId = entry.messageId();
        require(
                messageId == null
                        ? entry.report().correlationKey() != null
                        : MESSAGE_ID.matcher(messageId).matches(),
                "a report has neither message nor correlation");
    }

    private static void keep(Callback request) {
        Callback kept = Kept.andOpened(request, URLS);
        require(
                kept.method().equals(request.method())
                        && kept.path().equals(request.path())
                        && kept.url().equals(request.url())
                        && kept.headers().equals(request.headers())
                        && Arrays.equals(kept.body(), request.body()),
                "what was kept is another request");
        require(!Kept.shown(request.url(), SECRET).contains(SECRET), "a secret is shown");
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }

    private static RequestCheck check() {
        Clock clock = Clock.fixed(Instant.parse("2026-11-23T14:05:00Z"), ZoneOffset.UTC);
        VendorSite nobody = new VendorSite(Vertx.vertx()) {
            @Override
            public Uni<byte[]> get(URI address, UUID channel) {
                return Uni.createFrom().failure(new NothingThere());
            }
        };
        Authenticity authenticity = new Authenticity(new CachedCertificates(nobody, clock), CLIENTS);
        Jobs jobs = new Jobs(new Failures(new SimpleMeterRegistry()));
        return new RequestCheck(authenticity, nobody, new RefusalLog(null, clock, jobs), clock);
    }

    /** No host of a vendor is asked while fuzzing. */
    private static final class NothingThere extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
