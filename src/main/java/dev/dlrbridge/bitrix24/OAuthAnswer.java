package dev.dlrbridge.bitrix24;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dlrbridge.bitrix24.RefreshResult.Failed;
import dev.dlrbridge.bitrix24.RefreshResult.Refused;
import dev.dlrbridge.bitrix24.RefreshResult.Renewed;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Reads the authorisation server's answer; an error comes with status 200, too. */
record OAuthAnswer(AddressRule addresses, Clock clock) {
    private static final Duration USUAL_LIFE = Duration.ofHours(1);
    private static final Duration LONGEST_LIFE = Duration.ofDays(366);
    private static final BigDecimal LONGEST_LIFE_SECONDS = BigDecimal.valueOf(LONGEST_LIFE.toSeconds());

    RefreshResult read(int status, byte[] body) {
        if (status / 100 == 3) {
            return new Failed(FailureKind.REDIRECT, false);
        }
        return PhpJson.object(body)
                .map(answer -> PhpJson.error(answer, status)
                        .<RefreshResult>map(error -> new Refused(error.code(), status))
                        .orElseGet(() -> renewed(status, answer)))
                .orElseGet(() -> new Failed(status / 100 == 5 ? FailureKind.SERVER_ERROR : FailureKind.NOT_JSON, true));
    }

    private RefreshResult renewed(int status, JsonNode answer) {
        Optional<String> accessToken = PhpJson.text(answer, "access_token");
        Optional<String> refreshToken = PhpJson.text(answer, "refresh_token");
        if (status / 100 != 2 || accessToken.isEmpty() || refreshToken.isEmpty()) {
            return new Failed(status / 100 == 5 ? FailureKind.SERVER_ERROR : FailureKind.UNEXPECTED, true);
        }
        TokenPair pair = new TokenPair(accessToken.get(), refreshToken.get(), expiresAt(answer));
        return new Renewed(pair, clientEndpoint(answer), PhpJson.text(answer, "member_id"));
    }

    private Instant expiresAt(JsonNode answer) {
        Instant now = clock.instant();
        return PhpJson.time(answer, "expires")
                .filter(end -> end.isBefore(now.plus(LONGEST_LIFE)))
                .orElseGet(() -> now.plus(PhpJson.number(answer, "expires_in")
                        .filter(life -> life.compareTo(BigDecimal.ONE) >= 0 && life.compareTo(LONGEST_LIFE_SECONDS) < 0)
                        .map(life -> Duration.ofSeconds(life.longValue()))
                        .orElse(USUAL_LIFE)));
    }

    /** A bad address must not cost the new pair, which is the only one now. */
    private Optional<URI> clientEndpoint(JsonNode answer) {
        try {
            return PhpJson.text(answer, "client_endpoint").map(URI::create).map(addresses::requirePortal);
        } catch (IllegalArgumentException | RefusedAddressException unusable) {
            return Optional.empty();
        }
    }
}
