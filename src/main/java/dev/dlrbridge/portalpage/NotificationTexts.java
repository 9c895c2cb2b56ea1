package dev.dlrbridge.portalpage;

import dev.dlrbridge.search.LostMessages.LostMessage;
import dev.dlrbridge.tenant.notification.Administrators.Parked;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * What notifications say, in the portal's language. They name no number and no text of a message, and nothing foreign but
 * codes: Bitrix24 makes links and more of what stands in brackets.
 */
@Singleton
class NotificationTexts {
    private static final int MOST_LINES = 5;
    private static final Predicate<String> PLAIN_CODE =
            Pattern.compile("[A-Za-z0-9_.:-]{1,40}").asMatchPredicate();
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final MessageRows rows;

    NotificationTexts(MessageRows rows) {
        this.rows = rows;
    }

    /** @param messages of one author */
    Uni<String> lost(List<LostMessage> messages) {
        List<LostLine> lines =
                messages.stream().limit(MOST_LINES).map(this::line).toList();
        return text(messages.get(0).language(), Templates.lost(lines, messages.size() - lines.size()));
    }

    Uni<String> parked(Parked portal) {
        return text(portal.language(), Templates.parked(Remedy.of(portal.reason()), code(portal.reason())));
    }

    Uni<String> works(Parked portal) {
        return text(portal.language(), Templates.works(time(portal.since()), code(portal.reason())));
    }

    private LostLine line(LostMessage message) {
        String reason = message.code() == null ? "" : rows.reason(message.gateway(), message.code());
        return new LostLine(time(message.requestedAt()), reason, code(message.code()));
    }

    private static Uni<String> text(String language, TemplateInstance text) {
        return Parts.html(Language.of(Optional.ofNullable(language).orElse("")), text)
                .map(String::strip);
    }

    private static String time(Instant at) {
        return TIME.format(at);
    }

    private static String code(String code) {
        return code != null && PLAIN_CODE.test(code) ? code : "";
    }
}
