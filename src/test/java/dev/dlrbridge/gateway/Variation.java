package dev.dlrbridge.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** One form in which HTTP clients send what a sample says. */
enum Variation {
    HEADERS_IN_CAPITALS(true, request -> request.headers(name -> name.toUpperCase(Locale.ROOT))),
    MEDIA_TYPE_IN_CAPITALS(true, request -> request.mediaType(type -> type.split(";")[0].toUpperCase(Locale.ROOT))),
    MEDIA_TYPE_WITH_CHARSET(true, request -> request.mediaType(type -> type.split(";")[0] + ";charset=\"utf-8\"")),
    MEDIA_TYPE_WITH_UNKNOWN_CHARSET(true, request -> request.mediaType(type -> type.split(";")[0] + "; charset=none")),
    MEDIA_TYPE_MISSING(false, request -> request.mediaType(type -> null)),
    MEDIA_TYPE_OF_SOMETHING_ELSE(false, request -> request.mediaType(type -> "application/octet-stream")),
    GZIP(true, request -> request.coded("gzip")),
    DEFLATE(true, request -> request.coded("deflate")),
    BYTE_ORDER_MARK(false, request -> request.before("\uFEFF".getBytes(StandardCharsets.UTF_8))),
    WHITE_SPACE_AROUND_A_DOCUMENT(false, request -> request.document(" \r\n", "\r\n ")),
    PARAMETERS_REPEATED(false, request -> request.parameters(Parts::repeated)),
    PARAMETERS_EMPTY(false, request -> request.parameters(pairs -> "&" + pairs + "&&none=&none&")),
    PARAMETERS_RAW(false, request -> request.parameters(Parts::raw)),
    PARAMETERS_BROKEN(false, request -> request.parameters(pairs -> pairs + "&none=100%&no%ne=%zz%")),
    FIVE_ALPHABETS(false, request -> request.text("Ж Ω ß ش 短", StandardCharsets.UTF_8, true)),
    CYRILLIC(false, request -> request.text("Ошибка доставки", Charset.forName("windows-1251"), true)),
    GREEK(false, request -> request.text("Παραδόθηκε", Charset.forName("ISO-8859-7"), true)),
    ARABIC(false, request -> request.text("تم التسليم", Charset.forName("windows-1256"), true)),
    CHINESE(false, request -> request.text("联通 已送达", Charset.forName("GBK"), true)),
    GERMAN_UNDECLARED(false, request -> request.text("für €", Charset.forName("windows-1252"), false)),
    CONTROL_CHARACTERS(
            false,
            request -> request.json(tree -> Parts.with(tree, "none", "one")).replace("\"one\"", "\"a\n\tb\"")),
    JSON_INDENTED(false, request -> request.json(tree -> tree).indented()),
    NUMBERS_AS_STRINGS(false, request -> request.json(tree -> Parts.leaves(tree, Parts::quoted))),
    STRINGS_AS_NUMBERS(false, request -> request.json(tree -> Parts.leaves(tree, Parts::unquoted)));

    private final boolean keepsSignature;
    private final UnaryOperator<Parts> change;

    Variation(boolean keepsSignature, UnaryOperator<Parts> change) {
        this.keepsSignature = keepsSignature;
        this.change = change;
    }

    boolean keepsSignature() {
        return keepsSignature;
    }

    /** The request in this form; the same one when it cannot have it. */
    Callback of(Callback callback) {
        return change.apply(new Parts(callback, callback.rawQuery(), callback.headers(), callback.body()))
                .callback();
    }

    /** What of a request is changed; each change without effect where it does not apply. */
    record Parts(Callback whole, String query, Map<String, List<String>> headers, byte[] body) {
        private static final ObjectMapper JSON = new ObjectMapper();
        private static final String FORM = "application/x-www-form-urlencoded";

        Callback callback() {
            return new Callback(whole.method(), whole.url(), whole.path(), query, headers, body, whole.peer());
        }

        Parts headers(UnaryOperator<String> name) {
            Map<String, List<String>> changed = new TreeMap<>();
            headers.forEach((key, values) -> changed.put(name.apply(key), values));
            return new Parts(whole, query, changed, body);
        }

        Parts mediaType(UnaryOperator<String> change) {
            String declared = whole.header("content-type");
            boolean hasParameter = declared == null || declared.contains("boundary");
            return hasParameter || body.length == 0 ? this : header("content-type", change.apply(declared));
        }

        private Parts header(String name, String value) {
            Map<String, List<String>> changed = new TreeMap<>(headers);
            if (value == null) {
                changed.remove(name);
            } else {
                changed.put(name, List.of(value));
            }
            return new Parts(whole, query, changed, body);
        }

        private Parts body(byte[] changed) {
            return new Parts(whole, query, headers, changed);
        }

        Parts coded(String coding) {
            try {
                return body.length == 0
                        ? this
                        : body(ContentCodingTest.coded(body, coding)).header("content-encoding", coding);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Puts bytes before the body. */
        Parts before(byte[] before) {
            if (body.length == 0) {
                return this;
            }
            byte[] longer = new byte[before.length + body.length];
            System.arraycopy(before, 0, longer, 0, before.length);
            System.arraycopy(body, 0, longer, before.length, body.length);
            return body(longer);
        }

        Parts document(String before, String after) {
            String text = latin(body);
            boolean isDocument = isJson() || text.startsWith("<") && !text.startsWith("<?");
            return isDocument ? body(octets(before + text + after)) : this;
        }

        Parts parameters(UnaryOperator<String> change) {
            Parts changed =
                    query == null || query.isEmpty() ? this : new Parts(whole, change.apply(query), headers, body);
            return isForm() ? changed.body(octets(change.apply(latin(body)))) : changed;
        }

        static String repeated(String pairs) {
            return pairs
                    + List.of(pairs.split("&")).stream()
                            .map(pair -> "&" + pair.split("=")[0] + "=another")
                            .collect(Collectors.joining());
        }

        /** What is encoded, as it is; but for what pairs are told apart by. */
        static String raw(String pairs) {
            String raw = pairs;
            for (int octet = 0x21; octet < 0x100; octet++) {
                if (octet != '&' && octet != '=' && octet != '+' && octet != '%') {
                    raw = raw.replace("%%%02X".formatted(octet), Character.toString((char) octet));
                }
            }
            return raw;
        }

        /** Writes the body in a charset, with a text more. */
        Parts text(String text, Charset charset, boolean declared) {
            String type = isJson() ? whole.mediaType() : FORM;
            String encoded = "&none=" + URLEncoder.encode(text, charset);
            Parts changed = this;
            if (isForm()) {
                changed = body(octets(latin(body) + encoded));
            } else if (isJson()) {
                String json = with(read(), "none", text).toString();
                changed = charset.newEncoder().canEncode(json) ? body(json.getBytes(charset)) : this;
            } else if (body.length == 0 && query != null && !query.isEmpty()) {
                changed = new Parts(whole, query + encoded, headers, body);
            }
            boolean hasEffect = changed != this && isAscii(query);
            return !hasEffect
                    ? this
                    : declared ? changed.header("content-type", type + "; charset=" + charset) : changed;
        }

        Parts json(UnaryOperator<JsonNode> change) {
            return isJson() ? body(change.apply(read()).toString().getBytes(StandardCharsets.UTF_8)) : this;
        }

        Parts replace(String old, String by) {
            return isJson() ? body(octets(latin(body).replace(old, by))) : this;
        }

        Parts indented() {
            return isJson() ? body(read().toPrettyString().getBytes(StandardCharsets.UTF_8)) : this;
        }

        static JsonNode with(JsonNode tree, String name, String text) {
            if (tree instanceof ObjectNode object) {
                return object.put(name, text);
            }
            tree.forEach(item -> with(item, name, text));
            return tree;
        }

        static JsonNode leaves(JsonNode tree, UnaryOperator<JsonNode> change) {
            if (tree instanceof ObjectNode object) {
                List.copyOf(object.properties())
                        .forEach(member -> object.set(member.getKey(), leaves(member.getValue(), change)));
                return object;
            }
            if (tree instanceof ArrayNode list) {
                List<JsonNode> items = new ArrayList<>();
                list.forEach(item -> items.add(leaves(item, change)));
                return list.removeAll().addAll(items);
            }
            return change.apply(tree);
        }

        static JsonNode quoted(JsonNode leaf) {
            return leaf instanceof IntNode || leaf instanceof LongNode ? new TextNode(leaf.asText()) : leaf;
        }

        static JsonNode unquoted(JsonNode leaf) {
            return leaf.isTextual() && leaf.asText().matches("0|[1-9][0-9]{0,17}") ? new LongNode(leaf.asLong()) : leaf;
        }

        private JsonNode read() {
            try {
                return JSON.readTree(new String(body, StandardCharsets.UTF_8));
            } catch (JsonProcessingException e) {
                throw new UncheckedIOException(e);
            }
        }

        private boolean isJson() {
            return whole.json() != null && whole.json().isContainerNode() && ReceivedText.isUtf8(body);
        }

        private boolean isForm() {
            return FORM.equals(whole.mediaType()) && !whole.form().pairs().isEmpty();
        }

        private static boolean isAscii(String text) {
            return text == null || StandardCharsets.US_ASCII.newEncoder().canEncode(text);
        }

        private static String latin(byte[] octets) {
            return new String(octets, StandardCharsets.ISO_8859_1);
        }

        private static byte[] octets(String latin) {
            return latin.getBytes(StandardCharsets.ISO_8859_1);
        }
    }
}
