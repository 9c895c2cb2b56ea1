package dev.dlrbridge.quarantine;

import dev.dlrbridge.journal.StoredReport;
import dev.dlrbridge.quarantine.QuarantineEvents.UnknownWord;
import dev.dlrbridge.sql.Columns;
import dev.dlrbridge.sql.Statements;
import dev.dlrbridge.tenant.secret.RecipientHashes;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Commits requests for quarantine, as far as their channels have room, with the history of their messages. */
final class QuarantineWriter {
    /** The history of a message whose id is not known yet waits for nothing: the request itself is kept. */
    private static final String ADD = """
            WITH heard AS (
              SELECT *
                FROM unnest($11::uuid[], $12::text[], $13::text[], $14::text[], $15::text[], $16::text[], $17::text[],
                            $18::timestamptz[], $19::text[], $20::bigint[])
                  AS h (id, message_id, correlation_key, gateway_id, raw_status, error_code, error_text, event_time,
                        other_key, recipient_hash)
            ), wanted AS (
              SELECT w.*,
                     row_number() OVER (PARTITION BY channel_id ORDER BY place) AS entries,
                     sum(size) OVER (PARTITION BY channel_id ORDER BY place) AS bytes
                FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::boolean[], $7::int[],
                            $8::bytea[]) WITH ORDINALITY
                  AS w (portal_id, channel_id, id, gateway, reason, verified, size, request, place)
            ), kept AS (
              INSERT INTO quarantine (portal_id, channel_id, id, gateway, reason, verified, size, request, unknown_words,
                                      message_ids)
              SELECT portal_id, channel_id, id, gateway, reason, verified, size, request,
                     (SELECT (array_agg(DISTINCT h.raw_status))[:20] FROM heard h WHERE h.id = w.id),
                     (SELECT (array_agg(DISTINCT h.message_id))[:20]
                        FROM heard h
                       WHERE h.id = w.id AND h.message_id IS NOT NULL)
                FROM wanted w
                LEFT JOIN quarantine_usage u USING (portal_id, channel_id)
               WHERE coalesce(u.entries, 0) + w.entries <= $9
                 AND coalesce(u.bytes, 0) + w.bytes <= $10
              RETURNING portal_id, channel_id, id
            ), history AS (
              INSERT INTO report (portal_id, message_id, channel_id, gateway_id, raw_status, error_code, error_text,
                                  event_time, recipient_hash)
              SELECT coalesce(c.to_portal, k.portal_id), coalesce(h.message_id, c.message_id), k.channel_id, h.gateway_id, h.raw_status,
                     h.error_code, h.error_text, h.event_time, h.recipient_hash
                FROM heard h
                JOIN kept k USING (id)
                LEFT JOIN LATERAL (
                     SELECT message_id, to_portal
                       FROM correlation
                      WHERE portal_id = k.portal_id AND channel_id = k.channel_id
                        AND correlation_key IN (h.correlation_key, h.other_key)
                        AND message_id IS NOT NULL
                      ORDER BY correlation_key = h.other_key DESC
                      LIMIT 1) c ON true
               WHERE coalesce(h.message_id, c.message_id) IS NOT NULL
            )
            SELECT id FROM kept
            """;

    private final Statements statements;
    private final QuarantineEvents events;
    private final RecipientHashes recipients;
    private final long mostEntries;
    private final long mostBytes;

    QuarantineWriter(
            Statements statements,
            QuarantineEvents events,
            RecipientHashes recipients,
            long mostEntries,
            long mostBytes) {
        this.statements = statements;
        this.events = events;
        this.recipients = recipients;
        this.mostEntries = mostEntries;
        this.mostBytes = mostBytes;
    }

    /** @return the ids of those that there was room for */
    Uni<Set<UUID>> write(List<QuarantinedRequest> requests) {
        Tuple values = requestColumns(requests).addLong(mostEntries).addLong(mostBytes);
        addHistoryColumns(values, requests);
        List<UnknownWord> news = events.news(requests);
        return news.isEmpty()
                ? add(statements, values)
                : statements
                        .transaction(transaction ->
                                add(transaction, values).call(kept -> events.tell(transaction, news, kept)))
                        .invoke(() -> events.remember(news));
    }

    private static Uni<Set<UUID>> add(Statements statements, Tuple values) {
        return statements.list(ADD, values, row -> row.getUUID(0)).map(Set::copyOf);
    }

    private static Tuple requestColumns(List<QuarantinedRequest> requests) {
        Columns<QuarantinedRequest> rows = Columns.of(requests);
        return Tuple.tuple()
                .addArrayOfUUID(rows.column(UUID.class, r -> r.channel().portalId()))
                .addArrayOfUUID(rows.column(UUID.class, r -> r.channel().channelId()))
                .addArrayOfUUID(rows.column(UUID.class, QuarantinedRequest::id))
                .addArrayOfString(rows.column(String.class, QuarantinedRequest::gateway))
                .addArrayOfString(rows.column(String.class, QuarantinedRequest::reason))
                .addArrayOfBoolean(rows.column(Boolean.class, QuarantinedRequest::verified))
                .addArrayOfInteger(rows.column(Integer.class, r -> r.request().length))
                .addValue(rows.column(Buffer.class, r -> Buffer.buffer(r.request())));
    }

    private void addHistoryColumns(Tuple values, List<QuarantinedRequest> requests) {
        List<Unknown> unknown = requests.stream()
                .flatMap(request -> request.unknownStatus().stream()
                        .map(entry -> new Unknown(request.id(), StoredReport.of(entry, recipients))))
                .toList();
        Columns<Unknown> rows = Columns.of(unknown);
        values.addArrayOfUUID(rows.column(UUID.class, Unknown::id))
                .addArrayOfString(rows.column(String.class, u -> u.report.messageId()))
                .addArrayOfString(rows.column(String.class, u -> u.report.correlationKey()))
                .addArrayOfString(rows.column(String.class, u -> u.report.gatewayId()))
                .addArrayOfString(rows.column(String.class, u -> u.report.rawStatus()))
                .addArrayOfString(rows.column(String.class, u -> u.report.errorCode()))
                .addArrayOfString(rows.column(String.class, u -> u.report.errorText()))
                .addArrayOfOffsetDateTime(rows.column(java.time.OffsetDateTime.class, u -> u.report.eventTime()))
                .addArrayOfString(rows.column(String.class, u -> u.report.otherKey()))
                .addArrayOfLong(rows.column(Long.class, u -> u.report.recipientHash()));
    }

    private record Unknown(UUID id, StoredReport report) {}
}
