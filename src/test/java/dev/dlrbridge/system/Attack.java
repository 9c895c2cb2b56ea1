package dev.dlrbridge.system;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;
import java.util.function.Supplier;

/** What strangers send who know no more than the bridge's address and its source. */
enum Attack {
    HALF_SENT_BODIES(700) {
        @Override
        byte[] request(Random random) {
            return post(UNKNOWN_CALLBACK, 250_000, 125_000);
        }
    },
    COMPLETE_BODIES(900) {
        @Override
        byte[] request(Random random) {
            return post(UNKNOWN_CALLBACK, 250_000, 250_000);
        }
    },
    UNFINISHED_HEADS(8_000) {
        @Override
        byte[] request(Random random) {
            return head("GET " + UNKNOWN_CALLBACK, "X-Field: " + "a".repeat(80), 200);
        }
    },
    UNFINISHED_HEADS_OF_MANY_FIELDS(8_000) {
        @Override
        byte[] request(Random random) {
            return head("GET " + UNKNOWN_CALLBACK, "a:", 3_500);
        }
    },
    MANY_HALF_SENT_BODIES(2_400) {
        @Override
        byte[] request(Random random) {
            return post(UNKNOWN_CALLBACK, 250_000, 240_000);
        }
    },
    HALF_SENT_EVENTS(2_400) {
        @Override
        byte[] request(Random random) {
            return post("/bitrix24/events/app.unknown", 60_000, 50_000);
        }
    },
    UNKNOWN_KEYS(400) {
        @Override
        byte[] request(Random random) {
            byte[] key = new byte[16];
            random.nextBytes(key);
            return ascii(
                    "GET /dlr/kannel/" + Base64.getUrlEncoder().withoutPadding().encodeToString(key)
                            + " HTTP/1.1\r\nHost: bridge\r\n\r\n");
        }
    };

    static final String UNKNOWN_CALLBACK = "/dlr/infobip/AAAAAAAAAAAAAAAAAAAAAA";

    private final int connections;

    Attack(int connections) {
        this.connections = connections;
    }

    /** What one connection sends. */
    abstract byte[] request(Random random);

    Intruders begin(int port, Random random) {
        byte[] same = this == UNKNOWN_KEYS ? null : request(random);
        Supplier<byte[]> request = same == null ? () -> request(random) : () -> same;
        return new Intruders(port, connections, request);
    }

    private static byte[] post(String path, int declared, int sent) {
        return ascii("POST " + path + " HTTP/1.1\r\nHost: bridge\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                + "Content-Length: " + declared + "\r\n\r\n" + "a".repeat(sent));
    }

    private static byte[] head(String start, String field, int fields) {
        return ascii(start + " HTTP/1.1\r\n" + (field + "\r\n").repeat(fields));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
