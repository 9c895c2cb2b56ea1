package dev.dlrbridge.bitrix24;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dlrbridge.bitrix24.Answer.Failed;
import dev.dlrbridge.bitrix24.Answer.Ok;
import dev.dlrbridge.bitrix24.Answer.Refused;
import jakarta.ws.rs.core.Response;

/**
 * Reads any answer; the error code decides before the HTTP status, whose value differs between portals. Where there is no
 * code, as on a page of a web server, the status is all that was said.
 */
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
                        .orElseGet(
                                () -> status / 100 == 2 ? new Ok<>(answer) : without(status, FailureKind.UNEXPECTED)))
                .orElseGet(() -> without(status, FailureKind.NOT_JSON));
    }

    private static Answer<JsonNode> without(int status, FailureKind otherwise) {
        return switch (status / 100) {
            case 4 -> new Refused<>(new ApiError("", status, ""));
            case 5 -> new Failed<>(FailureKind.SERVER_ERROR);
            default -> new Failed<>(otherwise);
        };
    }
}
