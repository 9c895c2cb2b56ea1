package dev.dlrbridge.admin;

import dev.dlrbridge.admin.http.InvalidFieldsException;
import dev.dlrbridge.admin.http.Problem.FieldError;
import dev.dlrbridge.admin.http.QueryValues;
import dev.dlrbridge.tenant.event.EventKind;
import dev.dlrbridge.webhook.Endpoint.Settings;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is asked of webhook endpoints. */
final class EndpointRequests {
    private EndpointRequests() {}

    /**
     * A wish for an endpoint.
     *
     * @param kinds of events that it is told of
     * @param active false: nothing is sent, or written for it; true when absent
     */
    @Schema(examples = """
            {"url":"https://integrator.example/dlr-bridge","kinds":["portal.installed","message.requested"]}""")
    record PutRequest(
            @NotBlank @Size(max = 2000) String url,
            @NotEmpty @Size(max = 20) Set<@NotNull String> kinds,
            Boolean active) {
        Settings settings() {
            return new Settings(
                    address(),
                    kinds.stream().map(PutRequest::kind).collect(Collectors.toUnmodifiableSet()),
                    !Boolean.FALSE.equals(active));
        }

        private URI address() {
            try {
                return new URI(url);
            } catch (URISyntaxException malformed) {
                throw invalid("url", "is not an address");
            }
        }

        private static EventKind kind(String word) {
            return EventKind.chosen(word).orElseThrow(() -> invalid("kinds", "has an unknown kind"));
        }

        @Override
        public String toString() {
            return "PutRequest[kinds=" + kinds + "]";
        }
    }

    /**
     * Which events are sent again: one of the two.
     *
     * @param since what was written since then
     */
    @Schema(examples = """
            {"since":"2026-06-01T13:09:42Z"}""")
    record RedeliveryRequest(String eventId, String since) {
        Optional<UUID> checkedEvent() {
            if ((eventId == null) == (since == null)) {
                throw invalid("eventId", "give either this or since");
            }
            return Optional.ofNullable(QueryValues.uuid("eventId", eventId));
        }

        Optional<Instant> checkedSince() {
            return Optional.ofNullable(QueryValues.time("since", since));
        }
    }

    static InvalidFieldsException invalid(String field, String message) {
        return new InvalidFieldsException(List.of(new FieldError(field, message)));
    }
}
