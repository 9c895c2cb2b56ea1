package dev.dlrbridge.bitrix24;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dlrbridge.forwarding.SettledAnswers;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;

/**
 * Reads an answer as that of a portal, to one update and to a batch, and as that of the authorisation server: there is a
 * result whose figures make sense, and the lane that gets it goes on.
 */
public final class AnswerFuzzTarget {
    private static final List<Integer> BATCHES = List.of(1, 2, 50);
    private static final Instant NOW = Instant.parse("2026-11-23T14:05:00Z");
    private static final FixedBitrixConfig CONFIG =
            new FixedBitrixConfig(URI.create("https://oauth.bitrix24.tech/oauth/token/"), false);
    private static final AddressRule ADDRESSES = new AddressRule(CONFIG);
    private static final OAuthAnswer OAUTH = new OAuthAnswer(ADDRESSES, Clock.fixed(NOW, ZoneOffset.UTC));

    private AnswerFuzzTarget() {}

    /** Called by Jazzer at first, since it is the longest step when every class is instrumented. */
    public static void fuzzerInitialize() {
        fuzzerTestOneInput(new byte[0]);
    }

    /** Called by Jazzer for each input: the status in three digits, a line break, and the body. */
    public static void fuzzerTestOneInput(byte[] input) {
        int status = status(input);
        byte[] body = Arrays.copyOfRange(input, Math.min(4, input.length), input.length);
        Answer<JsonNode> answer = AnswerReader.read(status, body);
        check(answer.flatMap(PortalAnswer::single), 1);
        for (int commands : BATCHES) {
            check(answer.flatMap(json -> PortalAnswer.batch(json, commands)), commands);
        }
        answer.flatMap(OAUTH::renewed).good().ifPresent(AnswerFuzzTarget::check);
        require(answer.flatMap(PortalAnswer::method) != null, "a method has no result");
        require(answer.flatMap(OAUTH::tokenInfo) != null, "a token has no owner and no failure");
    }

    private static int status(byte[] input) {
        int status = 0;
        for (int index = 0; index < Math.min(3, input.length); index++) {
            status = status * 10 + Math.floorMod(input[index] - '0', 10);
        }
        return status < 100 ? 200 : status;
    }

    private static void check(Answer<UpdateResults> result, int commands) {
        result.good().ifPresent(answered -> {
            require(answered.results().size() == commands, "an answer has another number of results");
            answered.operating().ifPresent(AnswerFuzzTarget::check);
        });
        SettledAnswers.settle(result, commands);
    }

    private static void check(Operating operating) {
        Duration resetsIn = operating.resetsIn().orElse(Duration.ZERO);
        require(
                operating.seconds() >= 0
                        && operating.seconds() <= Operating.MOST_SECONDS
                        && !resetsIn.isNegative()
                        && resetsIn.compareTo(Operating.LATEST_RESET) <= 0,
                "an operating time makes no sense");
    }

    private static void check(RenewedTokens renewed) {
        TokenPair pair = renewed.pair();
        require(!pair.accessToken().isBlank() && !pair.refreshToken().isBlank(), "a pair is none");
        require(pair.expiresAt().isBefore(NOW.plus(Duration.ofDays(367))), "a pair never expires");
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }
}
