package dev.dlrbridge.gateway.reading;

import dev.dlrbridge.gateway.Callback;
import dev.dlrbridge.gateway.Gateway;
import dev.dlrbridge.testing.Callbacks;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The most that a request of 256 KiB can make a gateway's profile do, made of the shapes in the profile. */
final class HostileRequests {
    private static final int BODY = 256 * 1024;
    private static final int QUERY = 8 * 1024;
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String JSON = "application/json";
    private static final String XML = "application/xml";
    private static final List<String> VALUES = List.of("", "x", "\u00e9", "1".repeat(99), " ".repeat(900), "text:");

    private final Gateway gateway;
    private final Map<String, Callback> requests = new LinkedHashMap<>();

    private HostileRequests(Gateway gateway) {
        this.gateway = gateway;
    }

    /** By what is hostile about them. */
    static Map<String, Callback> of(Gateway gateway) {
        HostileRequests hostile = new HostileRequests(gateway);
        hostile.addParameters();
        hostile.addMultipart();
        hostile.addTexts();
        for (ReportShape shape : shapes(gateway)) {
            hostile.addJson(shape);
            hostile.addXml(shape);
        }
        return hostile.requests;
    }

    /** A reader of its own has none; it is given what is simplest. */
    private static List<ReportShape> shapes(Gateway gateway) {
        return gateway.profile().reports();
    }

    private void addParameters() {
        TreeSet<String> names = names();
        names.addAll(List.of("data[0]", "hash", "sig", "timestamp", "MessageStatus"));
        for (String value : List.of("x", ",", ",".repeat(900), "1,".repeat(500), " ", "%41", "id:1+")) {
            String own = names.stream().map(name -> name + "=" + value).collect(Collectors.joining("&"));
            String others = filled(BODY - own.length() - 1, 990, index -> "&p" + index + "=" + value);
            put("form with all names, thousand others: " + start(value), FORM, own + others);
        }
        for (String name : names) {
            for (int reports : new int[] {999, 1000, 1999, 2000, 40_000}) {
                String list = name + "=" + "1,".repeat(reports - 1) + "1";
                String singles = filled(12_000, 990, index -> "&p" + index + "=1");
                String ownSingles = names.stream()
                        .map(other -> "&" + other + "=" + "9".repeat(900))
                        .collect(Collectors.joining());
                put(reports + " values of " + name + ", others single", FORM, list + singles);
                put(reports + " values of " + name + ", its own single", FORM, list + ownSingles);
                put(
                        reports + " values of each, first " + name,
                        FORM,
                        names.stream()
                                .map(other ->
                                        other + "=" + "1,".repeat(Math.min(reports, BODY / 2 / names.size()) - 1) + "1")
                                .collect(Collectors.joining("&")));
            }
            put("huge " + name, FORM, name + "=" + "x".repeat(BODY - 300));
            put("huge JSON in " + name, FORM, name + "=" + "[".repeat(60) + "{},".repeat(60_000));
            put("list of JSON in " + name, FORM, name + "=[" + "{},".repeat(60_000) + "{}]");
            put("huge receipt in " + name, FORM, name + "=" + "id:".repeat(BODY / 4));
        }
        put(
                "entries of lines",
                FORM,
                filled(BODY, 990, index -> "data[" + index + "]=sms_status%0A1%0A103%0A" + "x".repeat(200) + "&"));
        put("only ampersands", FORM, "&".repeat(BODY));
        put("only escapes", FORM, "%41".repeat(BODY / 3));
    }

    private void addMultipart() {
        String part = "Content-Disposition: form-data; name=\"status\"\r\n\r\nx\r\n";
        put("many parts", "multipart/form-data; boundary=b", ("--b\r\n" + part).repeat(BODY / 60));
        put("parts without name", "multipart/form-data; boundary=b", "--b\r\n\r\n".repeat(BODY / 7));
        put(
                "lines of headers",
                "multipart/form-data; boundary=b",
                "--b\r\n" + "Content-Disposition: name=\r\n".repeat(BODY / 30));
        for (int length : new int[] {60, 4_000}) {
            put(
                    "almost a boundary of " + length,
                    "multipart/form-data; boundary=" + "-".repeat(length) + "b",
                    "-".repeat(BODY));
            put(
                    "almost boundaries of " + length,
                    "multipart/form-data; boundary=" + "-".repeat(length) + "b",
                    ("\n--" + "-".repeat(length)).repeat(BODY / (length + 3)));
        }
    }

    private void addTexts() {
        for (String type : List.of("text/plain", JSON, XML, FORM)) {
            for (String piece : List.of(
                    ":", " ", "stat:", "id:x ", "text", "done date:", "a+", "{", "[", "\"", "<", "<a", "&", "\n")) {
                put(type + " of " + piece, type, piece.repeat(BODY / piece.length()));
            }
        }
    }

    private void addJson(ReportShape shape) {
        List<String> entries = Stream.concat(
                        Stream.of("{}", "1", "[]", "null", "\"1\"", "{\"a\":{}}", "[{}]"),
                        VALUES.stream().map(value -> entry(shape, value)))
                .toList();
        for (String entry : entries) {
            for (String shared : List.of("", "x".repeat(BODY / 3), " ".repeat(BODY / 3), "1".repeat(99))) {
                String body = json(shape, entry, shared);
                put("JSON list of " + start(entry) + ", shared " + start(shared), JSON, body);
                put("JSON in a form of " + start(entry) + ", shared " + start(shared), FORM, inForm(shape, body));
            }
        }
        put("many names", JSON, "{" + filled(BODY - 20, BODY, index -> "\"n" + index + "\":1,") + "\"z\":1}");
        put("one name", JSON, "{" + "\"n\":1,".repeat(BODY / 7) + "\"z\":1}");
        put("numbers", JSON, "[" + ("9".repeat(99) + ",").repeat(BODY / 101) + "1]");
        put("exponents", JSON, "[" + "1e999999999,".repeat(BODY / 13) + "1]");
        put("long number", JSON, "[" + "9".repeat(BODY - 10) + "]");
        put("escapes", JSON, "[\"" + "\\u0041".repeat(BODY / 7) + "\"]");
        put("nested lists", JSON, "[".repeat(63) + "1" + "]".repeat(63));
    }

    /** As many entries as fit, in lists as the profile has them, with long fields around them. */
    private static String json(ReportShape shape, String entry, String shared) {
        List<String> steps =
                shape.list() instanceof ReportList.Nodes nodes ? nodes.path().steps() : List.of();
        String open = "";
        String close = "";
        String around = shared.isEmpty() ? "" : fields(outerNames(shape), shared);
        for (String step : steps.subList(0, Math.max(0, steps.size() - 1))) {
            boolean isList = step.equals(NodePath.ANY);
            open += isList ? "[" : "{" + around + "\"" + step + "\":";
            close = (isList ? "]" : "}") + close;
        }
        int room = BODY - open.length() - close.length() - 2;
        int most = Math.max(1, room / (entry.length() + 1));
        String list = steps.isEmpty() ? entry : "[" + (entry + ",").repeat(most - 1) + entry + "]";
        return open + list + close;
    }

    private static String inForm(ReportShape shape, String json) {
        return shape.document().stream()
                .filter(source -> source instanceof Source.Form || source instanceof Source.Param)
                .map(source -> source instanceof Source.Form form ? form.name() : ((Source.Param) source).name())
                .findFirst()
                .map(name -> name + "=" + json.replace("+", "%2B"))
                .orElse("x=1");
    }

    private void addXml(ReportShape shape) {
        List<String> steps =
                shape.list() instanceof ReportList.Nodes nodes ? nodes.path().steps() : List.of("a", "b");
        for (String value : VALUES) {
            String name = steps.get(steps.size() - 1).equals(NodePath.ANY) && steps.size() > 1
                    ? steps.get(steps.size() - 2)
                    : "b";
            String entry = "<" + name + ">"
                    + shape.members().stream()
                            .filter(member -> member.matches("[A-Za-z][A-Za-z0-9]*"))
                            .map(member -> "<" + member + ">" + value + "</" + member + ">")
                            .collect(Collectors.joining())
                    + "</" + name + ">";
            List<String> outer = steps.stream()
                    .limit(Math.max(0, steps.size() - 2L))
                    .filter(step -> !step.equals(NodePath.ANY))
                    .toList();
            String open = "<r>" + outer.stream().map(step -> "<" + step + ">").collect(Collectors.joining());
            String close =
                    outer.stream()
                                    .map(step -> "</" + step + ">")
                                    .sorted((a, b) -> -1)
                                    .collect(Collectors.joining()) + "</r>";
            put("XML list of " + start(entry), XML, open + entry.repeat((BODY - 200) / entry.length()) + close);
        }
        put("XML elements", XML, "<a>" + "<b/>".repeat(BODY / 5) + "</a>");
        put("XML elements of many names", XML, "<a>" + filled(BODY - 20, BODY, index -> "<b" + index + "/>") + "</a>");
        put("XML attributes", XML, "<a " + filled(BODY - 20, 9_999, index -> "b" + index + "='' ") + "/>");
        put("XML attributes, more", XML, "<a " + filled(BODY - 20, BODY, index -> "b" + index + "='' ") + "/>");
        put(
                "XML namespaces",
                XML,
                "<a " + filled(BODY - 20, BODY, index -> "xmlns:b" + index + "='u" + index + "' ") + "/>");
        put(
                "XML namespaces, nested",
                XML,
                filled(BODY / 2, 60, index -> "<a xmlns:b" + index + "='u'>")
                        + filled(60_000, 9_000, index -> "<b0:c/>"));
        put("XML references", XML, "<a>" + "&amp;".repeat(BODY / 6) + "</a>");
        put("XML comments", XML, "<a>" + "<!---->".repeat(BODY / 8) + "</a>");
        put("XML sections", XML, "<a>" + "<![CDATA[x]]>".repeat(BODY / 14) + "</a>");
        put("XML instructions", XML, "<a>" + "<?p?>".repeat(BODY / 6) + "</a>");
        put(
                "XML entities",
                XML,
                "<!DOCTYPE a [<!ENTITY b '" + "b".repeat(1000) + "'>]><a>" + "&b;".repeat(BODY / 4) + "</a>");
    }

    private static String entry(ReportShape shape, String value) {
        return "{" + fields(shape.members(), value) + "\"z\":1}";
    }

    private static String fields(Iterable<String> names, String value) {
        StringBuilder fields = new StringBuilder();
        names.forEach(name ->
                fields.append('"').append(name).append("\":\"").append(value).append("\","));
        return fields.toString();
    }

    /** The members of what is around a report. */
    private static List<String> outerNames(ReportShape shape) {
        return shape.fields()
                .all()
                .filter(source -> source instanceof Source.Node node && node.from() != Source.Node.From.ENTRY)
                .map(source -> ((Source.Node) source).path().steps().get(0))
                .distinct()
                .limit(2)
                .toList();
    }

    private TreeSet<String> names() {
        TreeSet<String> names = new TreeSet<>();
        for (ReportShape shape : shapes(gateway)) {
            names.addAll(shape.members());
            shape.fields().all().forEach(source -> {
                if (source instanceof Source.Query query) {
                    names.add(query.name());
                } else if (source instanceof Source.Form form) {
                    names.add(form.name());
                } else if (source instanceof Source.Param param) {
                    names.add(param.name());
                } else if (source instanceof Source.Field field) {
                    names.add(field.name());
                }
            });
            if (shape.list() instanceof ReportList.Split split) {
                names.add(split.name());
            }
        }
        return names;
    }

    private void put(String what, String mediaType, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        byte[] body = bytes.length > BODY ? Arrays.copyOf(bytes, BODY) : bytes;
        String query = filled(QUERY - 100, 900, index -> "q" + index + "=1&");
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.put("Content-Type", List.of(mediaType));
        String url = "https://dlr.example.com/dlr/" + gateway.name() + "?" + query;
        requests.put(what, Callbacks.of("POST", url, query, headers, body));
    }

    /** As many pieces as fit. */
    private static String filled(int length, int most, IntFunction<String> piece) {
        StringBuilder text = new StringBuilder();
        for (int index = 0; index < most; index++) {
            String next = piece.apply(index);
            if (text.length() + next.length() > length) {
                break;
            }
            text.append(next);
        }
        return text.toString();
    }

    private static String start(String text) {
        return text.length() > 40 ? text.substring(0, 40) + "…" + text.length() : text;
    }
}
