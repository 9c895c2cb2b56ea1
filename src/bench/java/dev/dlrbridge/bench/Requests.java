package dev.dlrbridge.bench;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * An endless supply of one kind of request, each about other messages.
 *
 * @param reports how many reports one request carries
 */
record Requests(int reports, Supplier<byte[]> next) {
    /** Twilio's shared secret in the benchmark's channel. */
    static final String AUTH_TOKEN = "benchmark-auth-token";

    private static long messages = System.nanoTime();

    /** One unsigned report in the query, as Kannel calls; {@code header} is a whole line with its end, or empty. */
    static Requests kannel(URI callback, String header) {
        return new Requests(1, () -> kannel(callback.getPath() + "/" + messageId(), 1, header));
    }

    /** @param type 1 for delivered, 8 for accepted by the operator */
    private static byte[] kannel(String path, int type, String header) {
        return bytes("GET " + path + "?type=" + type
                + "&fid=7&to=%2B491700000000&smsc=a&err=000&ts=1763900400 HTTP/1.1\r\nHost: localhost\r\n" + header
                + "\r\n");
    }

    /** The same for each of these callbacks in turn, all of one bridge. */
    static Requests kannelInTurn(List<URI> callbacks, String header) {
        List<Requests> each =
                callbacks.stream().map(callback -> kannel(callback, header)).toList();
        Iterator<Requests> turn = inTurn(each);
        return new Requests(1, () -> turn.next().next().get());
    }

    /** In turn of each callback a new message that the operator accepted, and the delivery of the {@code behind}th before. */
    static Requests kannelTwice(List<URI> callbacks, int behind) {
        return kannelTwice(
                callbacks, behind, Stream.generate(Requests::messageId).iterator());
    }

    /** The same of messages with these ids. */
    static Requests kannelTwice(List<URI> callbacks, int behind, Iterator<String> ids) {
        Iterator<URI> turn = inTurn(callbacks);
        Deque<String> accepted = new ArrayDeque<>();
        return new Requests(1, () -> {
            if (accepted.size() > behind || !ids.hasNext()) {
                return kannel(accepted.remove(), 1, "");
            }
            String path = turn.next().getPath() + "/" + ids.next();
            accepted.add(path);
            return kannel(path, 8, "");
        });
    }

    /** New ids of messages. */
    static List<String> messageIds(int number) {
        return Stream.generate(Requests::messageId).limit(number).toList();
    }

    private static <T> Iterator<T> inTurn(List<T> all) {
        return Stream.generate(all::stream).flatMap(each -> each).iterator();
    }

    /** One signed report in a form, as Twilio calls. */
    static Requests twilio(URI callback, String header) {
        Mac mac = hmac();
        return new Requests(1, () -> {
            String id = messageId();
            String signed = callback + "/" + id + "MessageSidSM" + id + "MessageStatusdeliveredTo+491700000000";
            String signature = Base64.getEncoder().encodeToString(mac.doFinal(bytes(signed)));
            String form = "MessageSid=SM" + id + "&MessageStatus=delivered&To=%2B491700000000";
            return bytes("POST " + callback.getPath() + "/" + id + " HTTP/1.1\r\nHost: localhost\r\n" + header
                    + "X-Twilio-Signature: " + signature + "\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                    + "Content-Length: " + form.length() + "\r\n\r\n" + form);
        });
    }

    /** A list of reports in one JSON body, as Infobip calls. */
    static Requests infobip(URI callback, int reports, String header) {
        return new Requests(reports, () -> {
            String body = IntStream.range(0, reports)
                    .mapToObj(i -> infobipReport(messageId()))
                    .collect(Collectors.joining(",", "{\"results\":[", "]}"));
            return bytes("POST " + callback.getPath() + " HTTP/1.1\r\nHost: localhost\r\n" + header
                    + "Content-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
        });
    }

    private static String infobipReport(String id) {
        return "{\"messageId\":\"" + id + "\",\"callbackData\":\"" + id + "\",\"to\":\"491700000000\","
                + "\"doneAt\":\"2026-11-23T14:05:00.000+0000\",\"status\":{\"groupName\":\"DELIVERED\","
                + "\"name\":\"DELIVERED_TO_HANDSET\"},\"error\":{\"id\":0}}";
    }

    /** Spread over the whole index, as the portals' own ids are. */
    private static String messageId() {
        return "00000000" + HexFormat.of().toHexDigits(Long.reverse(++messages)) + "00000000";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static Mac hmac() {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(bytes(AUTH_TOKEN), "HmacSHA1"));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA1", e);
        }
    }
}
