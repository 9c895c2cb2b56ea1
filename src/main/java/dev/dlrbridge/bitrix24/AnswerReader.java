package dev.dlrbridge.bitrix24;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dlrbridge.bitrix24.Answer.Failed;
import dev.dlrbridge.bitrix24.Answer.Ok;
import dev.dlrbridge.bitrix24.Answer.Refused;
import jakarta.ws.rs.core.Response;

/** Reads any answer; the error code decides before the HTTP status, whose value differs between portals. */
final class AnswerReader {
    private AnswerReader() {}

    static Answer<JsonNode> read(Response response) {
        return read(response.getStatus(), response.readEntity(byte[].class));
    }

    static Answer<JsonNode> read(int status, byte[] body) {
        if (status / 100 == 3) {
            return new Failed<>(FailureKind.REDIRECT);
        }
        return PhpJson.object(body)
                .map(answer -> PhpJson.error(answer, status)
                        .<Answer<JsonNode>>map(Refused::new)
                        .orElseGet(() -> status / 100 == 2
                                ? new Ok<>(answer)
                                : new Failed<>(without(status, FailureKind.UNEXPECTED))))
                .orElseGet(() -> new Failed<>(without(status, FailureKind.NOT_JSON)));
    }

    private static FailureKind without(int status, FailureKind otherwise) {
        return status / 100 == 5 ? FailureKind.SERVER_ERROR : otherwise;
    }
}
