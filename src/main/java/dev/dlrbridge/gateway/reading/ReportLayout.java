package dev.dlrbridge.gateway.reading;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Where the fields are in each report; of several sources the first that has a value.
 *
 * @param correlationId the id the integrator gets when sending, where it is not {@code id}; else empty
 * @param status each is looked up until one is known; the first with a value is the raw status
 * @param errorTexts what codes mean, for gateways that do not say it themselves
 * @param noErrorCodes codes that say "no error"
 */
public record ReportLayout(
        List<Source> id,
        List<Source> correlationId,
        List<Source> signedReference,
        List<Source> unsignedReference,
        List<Source> recipient,
        List<Source> status,
        List<Source> errorCode,
        List<Source> errorText,
        Set<String> noErrorCodes,
        Map<String, String> errorTexts,
        List<TimeSource> time) {

    /** Those by which a report is found and understood, and the parts of joined ones. */
    Stream<Source> essential() {
        return Stream.of(id, correlationId, recipient, status)
                .flatMap(List::stream)
                .flatMap(Source::parts);
    }

    /** Those of all fields. */
    Stream<Source> all() {
        Stream<Source> others = Stream.of(signedReference, unsignedReference, errorCode, errorText)
                .flatMap(List::stream)
                .flatMap(Source::parts);
        return Stream.of(
                        essential(), others, time.stream().map(TimeSource::from).flatMap(Source::parts))
                .flatMap(sources -> sources);
    }

    static String first(List<Source> sources, Entry entry) {
        for (Source source : sources) {
            String value = source.field(entry);
            if (value != null && !value.isBlank()) {
                return value;
            }
        }
        return null;
    }

    Instant time(Entry entry) {
        for (TimeSource source : time) {
            Instant found = source.in(entry);
            if (found != null) {
                return found;
            }
        }
        return null;
    }
}
