package dev.dlrbridge.bitrix24;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.time.temporal.ChronoUnit;
import java.util.function.Supplier;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Timeout;

/**
 * Spares an authorisation server that is not well. There is one for all portals and questions, so that whether it is well
 * is one state: when nine of ten questions had no answer, or one of its own trouble, it is left alone for ten seconds, and
 * then asked one question to see. A refusal is a good answer here.
 */
@ApplicationScoped
public class OAuthGuard {
    static final int WINDOW = 10;
    static final long TIMEOUT_SECONDS = 30;

    /** Fails with {@link UnwellException} when the answer is one of the server's own trouble. */
    @Timeout(value = TIMEOUT_SECONDS, unit = ChronoUnit.SECONDS)
    @CircuitBreaker(
            requestVolumeThreshold = WINDOW,
            failureRatio = 0.9,
            delay = 10,
            delayUnit = ChronoUnit.SECONDS,
            skipOn = RefusedAddressException.class)
    Uni<Answer<JsonNode>> ask(Supplier<Uni<Response>> question) {
        return question.get().map(response -> {
            Answer<JsonNode> answer = AnswerReader.read(response);
            if (response.getStatus() / 100 == 5) {
                throw new UnwellException(answer);
            }
            return answer;
        });
    }

    /** The server answered, but with a 5xx. */
    static final class UnwellException extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient Answer<JsonNode> answer;

        UnwellException(Answer<JsonNode> answer) {
            super("The authorisation server is not well", null, false, false);
            this.answer = answer;
        }

        Answer<JsonNode> answer() {
            return answer;
        }
    }
}
