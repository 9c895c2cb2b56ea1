package dev.dlrbridge.gateway.handshake;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dlrbridge.gateway.Callback;
import dev.dlrbridge.gateway.Reading;

/** A request without content, which wants the normal answer. */
enum EmptyRequest implements Handshake {
    BODY {
        @Override
        boolean isEmpty(Callback callback) {
            String method = callback.method();
            return callback.body().length == 0 && !method.equals("HEAD") && !method.equals("OPTIONS");
        }
    },
    /** An array of no reports. */
    ARRAY {
        @Override
        boolean isEmpty(Callback callback) {
            if (callback.content().length > LONGEST_ARRAY) {
                return false;
            }
            JsonNode json = callback.json();
            return json != null && json.isArray() && json.isEmpty();
        }
    },
    /** A visit to the address, as browsers make it. */
    GET {
        @Override
        boolean isEmpty(Callback callback) {
            boolean noQuery = callback.rawQuery() == null || callback.rawQuery().isEmpty();
            return callback.method().equals("GET") && noQuery && callback.body().length == 0;
        }
    };

    /** With some space and line breaks; bodies of reports are longer, and need not be parsed to see that. */
    private static final int LONGEST_ARRAY = 16;

    abstract boolean isEmpty(Callback callback);

    @Override
    public boolean statesNothing() {
        return true;
    }

    @Override
    public Reading read(Callback callback) {
        return isEmpty(callback) ? new Reading.Probe() : null;
    }
}
