package dev.dlrbridge.gateway.profile;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dlrbridge.gateway.reading.Condition;
import dev.dlrbridge.gateway.reading.ReportLayout;
import dev.dlrbridge.gateway.reading.ReportList;
import dev.dlrbridge.gateway.reading.ReportShape;
import dev.dlrbridge.gateway.reading.Source;
import dev.dlrbridge.gateway.reading.TimeFormat;
import dev.dlrbridge.gateway.reading.TimeSource;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads one shape of requests: where the reports are, and the fields in each. */
final class ShapeParser {
    private static final String ISO = "iso-8601";

    private final ProfileNode reports;

    ShapeParser(ProfileNode reports) {
        this.reports = reports;
    }

    ReportShape parse() {
        ReportShape shape = new ReportShape(
                sources(reports, "document"),
                reports.converted("list", ReportList::of).orElse(null),
                conditions(reports.mapping("only")),
                fields());
        reports.refuseOthers();
        return shape;
    }

    private ReportLayout fields() {
        ReportLayout layout = new ReportLayout(
                sources(reports, "id"),
                sources(reports, "correlationId"),
                sources(reports, "signedReference"),
                sources(reports, "unsignedReference"),
                sources(reports, "recipient"),
                sources(reports, "status"),
                sources(reports, "errorCode"),
                sources(reports, "errorText"),
                Set.copyOf(reports.texts("noErrorCodes")),
                errorTexts(reports.mapping("errorTexts")),
                reports.items("time", (item, field) -> time(reports.mapping(item, field))));
        if (layout.status().isEmpty()) {
            reports.error("status", "is missing");
        }
        return layout;
    }

    private static Map<String, String> errorTexts(ProfileNode node) {
        Map<String, String> texts = new HashMap<>();
        node.keys().forEach(code -> texts.put(code, node.text(code)));
        return Map.copyOf(texts);
    }

    private static List<Condition> conditions(ProfileNode only) {
        List<Condition> conditions = new ArrayList<>();
        for (String key : only.keys()) {
            List<String> words = only.texts(key);
            only.convert(key, key, Source::of).ifPresent(source -> conditions.add(new Condition(source, words)));
        }
        return List.copyOf(conditions);
    }

    private static List<Source> sources(ProfileNode node, String key) {
        return node.items(key, (item, field) -> source(node, item, field));
    }

    private static Source source(ProfileNode node, JsonNode item, String field) {
        if (item.isObject()) {
            return joined(node.mapping(item, field));
        }
        String text = node.text(item, field);
        return text == null ? null : node.convert(field, text, Source::of).orElse(null);
    }

    private static Source joined(ProfileNode node) {
        List<Source> parts = sources(node, "join");
        String with = node.optionalText("with");
        if (parts.size() < 2) {
            node.error("join", "must be two sources or more");
        }
        node.refuseOthers();
        return new Source.Joined(parts, with == null ? "" : with);
    }

    private TimeSource time(ProfileNode node) {
        Optional<Source> from = node.converted("from", Source::of);
        Optional<TimeFormat> format = node.converted("format", TimeFormat::of);
        Optional<ZoneId> zone = node.converted("zone", ShapeParser::zone);
        if (format.isPresent() && format.get().tellsZone() == node.has("zone")) {
            node.error(
                    "zone",
                    ISO.equals(node.optionalText("format"))
                            ? "must not be there: iso-8601 needs an offset in the time, such as Z or +02:00; without one"
                                    + " write a pattern like uuuu-MM-dd'T'HH:mm:ss"
                            : "is needed where the format does not tell the zone, and only there");
        }
        node.require("from");
        node.require("format");
        node.refuseOthers();
        return from.isPresent() && format.isPresent()
                ? new TimeSource(from.get(), format.get(), zone.orElse(null))
                : null;
    }

    private static ZoneId zone(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("must be a time zone like Europe/Berlin", e);
        }
    }
}
