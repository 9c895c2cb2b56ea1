package dev.dlrbridge.bitrix24;

import com.fasterxml.jackson.databind.JsonNode;

/** What became of a call of a portal's method. */
public sealed interface MethodResult {

    /** The portal's {@code result}, of whatever type; never printed. */
    record Returned(JsonNode result) implements MethodResult {
        @Override
        public String toString() {
            return "Returned[]";
        }
    }

    /** The portal said no. */
    record Refused(ApiError error) implements MethodResult {}

    /** No usable answer came. */
    record Failed(FailureKind kind) implements MethodResult {}
}
