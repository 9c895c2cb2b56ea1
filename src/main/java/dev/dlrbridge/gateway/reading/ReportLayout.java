package dev.dlrbridge.gateway.reading;

import com.fasterxml.jackson.core.JsonPointer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Where the reports are in a request, and the fields in each report; of several sources the first that has a value.
 *
 * @param list the array of reports in a JSON body; null if a request is one report
 * @param correlationId the id the integrator gets when sending, where it is not {@code id}; else empty
 * @param status each is looked up until one is known; the first with a value is the raw status
 * @param noErrorCodes codes that say "no error"
 */
public record ReportLayout(
        JsonPointer list,
        List<Source> id,
        List<Source> correlationId,
        List<Source> signedReference,
        List<Source> unsignedReference,
        List<Source> recipient,
        List<Source> status,
        List<Source> errorCode,
        List<Source> errorText,
        Set<String> noErrorCodes,
        List<TimeSource> time) {

    /** For readers that know themselves where everything is. */
    public static final ReportLayout NONE = new ReportLayout(
            null, List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), Set.of(),
            List.of());

    boolean usesJson() {
        return list != null || sources().anyMatch(Source.Json.class::isInstance);
    }

    /** Whether a request without a body can be a report. */
    boolean usesParameters() {
        return sources().anyMatch(source -> !(source instanceof Source.Json));
    }

    private Stream<Source> sources() {
        return Stream.of(id, correlationId, recipient, status)
                .flatMap(List::stream)
                .flatMap(
                        source -> source instanceof Source.Joined joined ? joined.parts().stream() : Stream.of(source));
    }

    static String first(List<Source> sources, Entry entry) {
        for (Source source : sources) {
            String value = source.in(entry);
            if (value != null && !value.isBlank()) {
                return value;
            }
        }
        return null;
    }

    Instant time(Entry entry, Map<String, String> settings) {
        for (TimeSource source : time) {
            Instant found = source.in(entry, settings);
            if (found != null) {
                return found;
            }
        }
        return null;
    }
}
