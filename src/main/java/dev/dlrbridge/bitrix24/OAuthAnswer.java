package dev.dlrbridge.bitrix24;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dlrbridge.bitrix24.Answer.Failed;
import dev.dlrbridge.bitrix24.Answer.Ok;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Reads the good answers of the authorisation server. */
record OAuthAnswer(AddressRule addresses, Clock clock) {
    private static final Duration USUAL_LIFE = Duration.ofHours(1);
    private static final Duration LONGEST_LIFE = Duration.ofDays(366);
    private static final BigDecimal LONGEST_LIFE_SECONDS = BigDecimal.valueOf(LONGEST_LIFE.toSeconds());

    Answer<RenewedTokens> renewed(JsonNode answer) {
        Optional<String> accessToken = PhpJson.text(answer, "access_token");
        Optional<String> refreshToken = PhpJson.text(answer, "refresh_token");
        if (accessToken.isEmpty() || refreshToken.isEmpty()) {
            return new Failed<>(FailureKind.UNEXPECTED);
        }
        TokenPair pair = new TokenPair(accessToken.get(), refreshToken.get(), expiresAt(answer));
        return new Ok<>(new RenewedTokens(pair, clientEndpoint(answer), PhpJson.text(answer, "member_id")));
    }

    Answer<TokenInfo> tokenInfo(JsonNode answer) {
        JsonNode install = answer.path("result").path("install");
        String clientId = PhpJson.text(answer.path("result"), "client_id").orElse("");
        String memberId = PhpJson.text(install, "member_id").orElse("");
        if (clientId.isEmpty()
                || memberId.isEmpty()
                || PhpJson.text(install, "client_endpoint").isEmpty()) {
            return new Failed<>(FailureKind.UNEXPECTED);
        }
        return clientEndpoint(install)
                .<Answer<TokenInfo>>map(endpoint -> new Ok<>(new TokenInfo(clientId, memberId, endpoint)))
                .orElseGet(() -> new Failed<>(FailureKind.ADDRESS_REFUSED));
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

    /** Absent if it is missing or may not be called: a bad one must not cost a new pair, which is the only one now. */
    private Optional<URI> clientEndpoint(JsonNode answer) {
        try {
            return PhpJson.text(answer, "client_endpoint").map(URI::create).map(addresses::requirePortal);
        } catch (IllegalArgumentException | RefusedAddressException unusable) {
            return Optional.empty();
        }
    }
}
