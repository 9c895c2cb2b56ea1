package dev.dlrbridge.admin;

import dev.dlrbridge.admin.http.InvalidFieldsException;
import dev.dlrbridge.admin.http.Problem.FieldError;
import dev.dlrbridge.bitrix24.TokenPair;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Tokens are never shown again; the pair must not be refreshed by anyone else. */
@Schema(examples = """
        {"clientEndpoint":"https://acme.bitrix24.de/rest/","accessToken":"…","refreshToken":"…",
         "expiresAt":"2026-06-01T13:09:42Z","applicationToken":"…"}""")
record PortalRequest(
        @NotNull URI clientEndpoint,
        @NotBlank @Size(max = 512) String accessToken,
        @NotBlank @Size(max = 512) String refreshToken,
        @NotNull Instant expiresAt,
        @Size(max = 512) String applicationToken,
        @Pattern(regexp = "2/50|5/250|unlimited") String requestLimit) {
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

    /**
     * @throws InvalidFieldsException for an address that is no portal's, or for a time that is none of a token's, and
     *     may be none of the database's
     */
    void check() {
        PortalAddress.problem(clientEndpoint).ifPresent(problem -> {
            throw new InvalidFieldsException(List.of(new FieldError("clientEndpoint", problem)));
        });
        if (expiresAt.isBefore(EARLIEST) || expiresAt.isAfter(LATEST)) {
            throw new InvalidFieldsException(List.of(new FieldError("expiresAt", "is not in this age")));
        }
    }

    TokenPair pair() {
        return new TokenPair(accessToken, refreshToken, expiresAt);
    }

    @Override
    public String toString() {
        return "PortalRequest[clientEndpoint=" + clientEndpoint + "]";
    }
}
