package dev.dlrbridge.bitrix24;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * An answer around which PHP has printed notices, warnings or the like, which portals on premises do where errors are
 * shown. A web page is none, whatever its scripts hold.
 */
final class NoticedJson {
    /** {@code json_encode} writes every object that is not empty like this. */
    private static final String BEGIN = "{\"";

    /** Notices may quote such beginnings. */
    private static final int MOST_BEGINNINGS = 50;

    private static final String WITHIN = ":,[{";
    private static final int LONGEST_GAP = 16;
    private static final List<String> ANSWERS = List.of("result", "error", "access_token");
    private static final List<String> PAGES = List.of("<html", "<!doctype", "<script", "<body", "<head");

    /** A byte is a character, so that places in one are places in the other. */
    private final String text;

    private final byte[] body;
    private final ObjectReader reader;

    NoticedJson(byte[] body, ObjectMapper mapper) {
        this.body = body;
        this.text = new String(body, StandardCharsets.ISO_8859_1);
        this.reader = mapper.reader().without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    }

    /** The first object that can be the answer; empty if there is none. */
    Optional<JsonNode> object() {
        if (isPage()) {
            return Optional.empty();
        }
        int at = text.indexOf(BEGIN);
        for (int i = 0; at >= 0 && i < MOST_BEGINNINGS; i++) {
            Optional<JsonNode> found = isWithinAnother(at) ? Optional.empty() : objectAt(at);
            if (found.isPresent()) {
                return found;
            }
            at = text.indexOf(BEGIN, at + 1);
        }
        return Optional.empty();
    }

    /** A part of an object that was cut off says nothing of the whole. */
    private boolean isWithinAnother(int at) {
        String before = text.substring(Math.max(0, at - LONGEST_GAP), at).stripTrailing();
        return !before.isEmpty() && WITHIN.indexOf(before.charAt(before.length() - 1)) >= 0;
    }

    private Optional<JsonNode> objectAt(int at) {
        try {
            return Optional.ofNullable(reader.readTree(body, at, body.length - at))
                    .filter(found -> ANSWERS.stream().anyMatch(found::has));
        } catch (IOException notJson) {
            return Optional.empty();
        }
    }

    private boolean isPage() {
        String lower = text.toLowerCase(Locale.ROOT);
        return PAGES.stream().anyMatch(lower::contains);
    }
}
