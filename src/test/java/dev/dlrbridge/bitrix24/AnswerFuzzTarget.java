package dev.dlrbridge.bitrix24;

import dev.dlrbridge.forwarding.SettledAnswers;
import dev.dlrbridge.trace.Failures;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
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
    private static final TokenInfoClient TOKEN_INFO =
            new TokenInfoClient(null, ADDRESSES, CONFIG, new Failures(new SimpleMeterRegistry()));

    private AnswerFuzzTarget() {}

    /** Called by Jazzer at first, since it is the longest step when every class is instrumented. */
    public static void fuzzerInitialize() {
        fuzzerTestOneInput(new byte[0]);
    }

    /** Called by Jazzer for each input: the status in three digits, a line break, and the body. */
    public static void fuzzerTestOneInput(byte[] input) {
        int status = status(input);
        byte[] body = Arrays.copyOfRange(input, Math.min(4, input.length), input.length);
        check(PortalAnswer.ofSingle(status, body), 1);
        for (int commands : BATCHES) {
            check(PortalAnswer.ofBatch(status, body, commands), commands);
        }
        if (OAUTH.read(status, body) instanceof RefreshResult.Renewed renewed) {
            check(renewed);
        }
        require(PortalMethods.read(status, body) != null, "a method has no result");
        require(TOKEN_INFO.read(status, body) != null, "a token has no owner and no failure");
    }

    private static int status(byte[] input) {
        int status = 0;
        for (int index = 0; index < Math.min(3, input.length); index++) {
            status = status * 10 + Math.floorMod(input[index] - '0', 10);
        }
        return status < 100 ? 200 : status;
    }

    private static void check(CallResult result, int commands) {
        if (result instanceof CallResult.Answered answered) {
            require(answered.results().size() == commands, "an answer has another number of results");
            answered.operating().ifPresent(AnswerFuzzTarget::check);
        }
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

    private static void check(RefreshResult.Renewed renewed) {
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
