package dev.dlrbridge.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dlrbridge.gateway.Callback;
import dev.dlrbridge.gateway.Gateways;
import dev.dlrbridge.gateway.Sample;
import dev.dlrbridge.gateway.Trust;
import dev.dlrbridge.gateway.Verdict;
import io.quarkus.arc.profile.IfBuildProfile;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What gateways send, one request for each status: of the samples that prove the profiles, which lie in the source tree that
 * development runs in. Those whose signature is of another time, and cannot be made anew, are left out.
 */
@IfBuildProfile("dev")
@ApplicationScoped
class DemoSamples {
    /** In the place of a status: the signature is wrong. */
    static final String REFUSED = "refused";

    private static final Path FOLDER = Path.of("src", "test", "resources", "gateways");
    private static final URI ANYWHERE = URI.create("https://bridge.example/dlr/gateway/key/message");

    private final Gateways gateways;
    private final Clock clock;
    private Map<String, Map<String, Sample>> byGateway;

    DemoSamples(Gateways gateways, Clock clock) {
        this.gateways = gateways;
        this.clock = clock;
    }

    /** By gateway, and by the status that comes of it. */
    synchronized Map<String, Map<String, Sample>> all() {
        if (byGateway == null) {
            byGateway = new TreeMap<>();
            if (Files.isDirectory(FOLDER)) {
                Sample.in(FOLDER).forEach(this::add);
                byGateway.values().removeIf(samples -> samples.keySet().equals(Set.of(REFUSED)));
            }
        }
        return byGateway;
    }

    Optional<Sample> find(String gateway, String outcome) {
        return Optional.ofNullable(all().getOrDefault(gateway, Map.of()).get(outcome));
    }

    /** The sample as the gateway would send it there, signed for that address. */
    static Callback sentTo(URI address, Sample sample) {
        Callback callback = sample.callback();
        String query = callback.rawQuery();
        String url = query == null ? address.toString() : address + "?" + query;
        Map<String, List<String>> headers = new TreeMap<>(callback.headers());
        if (isAuthentic(sample)) {
            SignedAnew.headers(sample, url).forEach((name, value) -> headers.put(name, List.of(value)));
        }
        return new Callback(callback.method(), url, address.getRawPath(), query, headers, callback.body(), null);
    }

    private void add(Sample sample) {
        outcome(sample)
                .ifPresent(outcome -> byGateway
                        .computeIfAbsent(sample.gateway(), unknown -> new TreeMap<>())
                        .putIfAbsent(outcome, sample));
    }

    private Optional<String> outcome(Sample sample) {
        JsonNode expected = sample.expected();
        if (!isAuthentic(sample)) {
            // What needs the vendor's certificate would ask the vendor for it.
            return Optional.of(REFUSED)
                    .filter(refused -> sample.name().startsWith("signature-wrong")
                            && sample.conditions().path("certificates").isEmpty());
        }
        JsonNode report = expected.path("reports").path(0);
        boolean isOneReport = expected.path("reports").size() == 1
                && expected.path("problems").isEmpty()
                && report.path("status").isTextual();
        return isOneReport && isBelievedNow(sample)
                ? Optional.of(report.path("status").asText())
                : Optional.empty();
    }

    private boolean isBelievedNow(Sample sample) {
        Trust trust = new Trust(sample.secrets(), sample.settings(), clock.instant());
        return gateways.find(sample.gateway()).orElseThrow().verify(sentTo(ANYWHERE, sample), trust)
                == Verdict.AUTHENTIC;
    }

    private static boolean isAuthentic(Sample sample) {
        return sample.expected().path("verdict").asText().equals("authentic");
    }
}
